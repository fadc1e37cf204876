using System.Diagnostics;
using System.Text;

namespace MySite.Benchmarks.Sites;

/// <summary>A form for accounts, each time asked for and sent by somebody who was never here before.</summary>
internal sealed class AccountForm(SiteProcess site, string path, Func<string, (string Name, string Value)[]> fields)
    : IDisposable
{
    // A site that computes less than this in a while has nothing left to deliver.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan While = TimeSpan.FromMilliseconds(60);

    private readonly LoadConnection _connection = new(site.Address);
    private readonly byte[] _get = SitePages.Get(site.Address, path);

    /// <summary>One visitor after another, without a pause, as on a site that has something to do.</summary>
    public async Task<AccountTime> FillInAsync(IReadOnlyCollection<string> users)
    {
        var before = site.Gauge.Read().Computed;
        var (page, answer) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (var user in users)
        {
            page += Send(_get, StatusCodes.Status200OK);
            var (token, cookie) = Read(_connection.Answer);
            answer += Send(
                SitePages.Post(site.Address, path, cookie, [.. fields(user), (AccountVisitor.TokenField, token)]),
                StatusCodes.Status302Found);
        }
        var computed = await ComputedWhenQuietAsync() - before;
        return new(page / users.Count, answer / users.Count, computed / users.Count);
    }

    public void Dispose() => _connection.Dispose();

    private static (string Token, string Cookie) Read(ReadOnlySpan<byte> answer)
    {
        const string Header = "Set-Cookie: ";
        var text = Encoding.UTF8.GetString(answer);
        var cookie = text[(text.IndexOf(Header, StringComparison.OrdinalIgnoreCase) + Header.Length)..];
        return (AccountVisitor.TokenIn(text), cookie[..cookie.IndexOf(';', StringComparison.Ordinal)]);
    }

    private TimeSpan Send(byte[] request, int expected)
    {
        var began = Stopwatch.GetTimestamp();
        if (_connection.Send(request) is var status && status != expected)
            throw new InvalidOperationException($"{path} was answered by {status} in place of {expected}.");
        return Stopwatch.GetElapsedTime(began);
    }

    private async Task<TimeSpan> ComputedWhenQuietAsync()
    {
        for (var last = TimeSpan.Zero; ;)
        {
            var now = site.Gauge.Read().Computed;
            if (now - last <= Quiet)
                return now;
            last = now;
            await Task.Delay(While, TimeProvider.System);
        }
    }
}
