using System.Diagnostics;
using System.Text;

namespace MySite.Benchmarks.Sites;

/// <summary>A form for accounts, asked for and sent by somebody who was never here before.</summary>
internal sealed class AccountForm(
    SiteProcess site, string name, string path, Func<string, (string Name, string Value)[]> fields) : IDisposable
{
    // A site that computes less than this in a while has nothing left to deliver.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan While = TimeSpan.FromMilliseconds(60);

    private readonly LoadConnection _connection = new(site.Address);
    private readonly byte[] _get = SitePages.Get(site.Address, path);

    /// <summary>The name of what its page and its answer take together.</summary>
    public string Both => $"{name}: both";

    public async Task<(string What, AccountTime Time)[]> FillInAsync(string user)
    {
        var page = await SendAsync(_get, StatusCodes.Status200OK);
        var (token, cookie) = Read(_connection.Answer);
        var filled = SitePages.Post(site.Address, path, cookie, [.. fields(user), (AccountVisitor.TokenField, token)]);
        var answer = await SendAsync(filled, StatusCodes.Status302Found);
        return [($"{name}: page", page), ($"{name}: answer", answer), (Both, page + answer)];
    }

    public void Dispose() => _connection.Dispose();

    private static (string Token, string Cookie) Read(ReadOnlySpan<byte> answer)
    {
        const string Header = "Set-Cookie: ";
        var text = Encoding.UTF8.GetString(answer);
        var cookie = text[(text.IndexOf(Header, StringComparison.OrdinalIgnoreCase) + Header.Length)..];
        return (AccountVisitor.TokenIn(text), cookie[..cookie.IndexOf(';', StringComparison.Ordinal)]);
    }

    private async Task<AccountTime> SendAsync(byte[] request, int expected)
    {
        var (before, began) = (site.Gauge.Read().Computed, Stopwatch.GetTimestamp());
        if (_connection.Send(request) is var status && status != expected)
            throw new InvalidOperationException($"{path} was answered by {status} in place of {expected}.");
        var wall = Stopwatch.GetElapsedTime(began);
        var computed = site.Gauge.Read().Computed;
        for (var last = before; computed - last > Quiet;)
        {
            await Task.Delay(While, TimeProvider.System);
            (last, computed) = (computed, site.Gauge.Read().Computed);
        }
        return new(wall, computed - before);
    }
}
