using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts;

/// <summary>The site is killed again and again while people sign up and the mail server fails every other time.</summary>
public abstract class CrashTests(DatabaseServer server) : AccountTests(server)
{
    private const int Kills = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ConcurrentBag<string> _addresses = [];
    private readonly SmtpReceiver _mails = new();
    private int _answers;

    [Fact]
    public async Task Whoever_was_committed_gets_the_welcome_and_nobody_else_however_often_the_process_is_killed()
    {
        // To repeat a run, give its seed.
        var seed = int.TryParse(
            Environment.GetEnvironmentVariable("MYSITE_TEST_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given
            : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"MYSITE_TEST_SEED={seed}");
        var random = new Random(seed);
        _mails.Fails = () =>
        {
            lock (random)
                return random.Next(2) == 0;
        };
        await _mails.StartAsync();

        for (var round = 1; round <= Kills; round++)
        {
            await using var site = await StartAsync();
            var visits = SignUpUntilItDiesAsync(site, round);
            int answers, more;
            lock (random)
                (answers, more) = (_answers + random.Next(1, 9), random.Next(150));
            await WaitUntilAsync(() => Task.FromResult(_answers >= answers));
            await Task.Delay(TimeSpan.FromMilliseconds(more), TimeProvider.System, Cancel);
            await site.KillAsync();
            await visits;
        }
        await using (await StartAsync())
            await AllDeliveredAsync();

        await CheckAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await _mails.DisposeAsync();
    }

    private async Task CheckAsync()
    {
        await using var db = SiteDatabase.Open(Database);
        var users = await db.Users.Select(user => user.Email!).ToListAsync(Cancel);
        var keys = await db.Set<OutboxMessage>().Where(message => message.Receiver == "SendWelcomeMail")
            .Select(message => message.Id).ToListAsync(Cancel);
        List<MimeMessage> mails = [];
        while (_mails.Count > 0)
            mails.Add(await _mails.NextAsync());
        var welcomed = mails.GroupBy(mail => mail.To.Mailboxes.Single().Address).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{_addresses.Count} tried to sign up, {users.Count} did, {mails.Count - welcomed.Count} mails came twice");

        Assert.NotEmpty(users);
        Assert.NotEmpty(_addresses.Except(users));
        Assert.Equal(users.Order(), welcomed.Select(mail => mail.Key).Order());
        Assert.InRange(mails.Count - welcomed.Count, 0, Kills);
        Assert.All(welcomed, copies => Assert.Single(copies.Select(mail => mail.MessageId).Distinct()));
        Assert.Equal(
            keys.Select(key => $"{key}@localhost").Order(),
            welcomed.Select(copies => copies.First().MessageId).Order());
    }

    // One delivery at a time, so that a kill can repeat one.
    private Task<RunningSite> StartAsync() => RunningSite.StartAsync(
        Database,
        ("Email:Delivery", "Smtp"),
        ("Email:Host", "127.0.0.1"),
        ("Email:Port", _mails.Port),
        ("Email:Tls", "None"),
        ("Signals:Outbox:Concurrency", 1),
        ("Signals:Outbox:PollInterval", "00:00:00.2"),
        ("Signals:Outbox:FirstRetry", "00:00:00.1"),
        ("Signals:Outbox:LongestRetry", "00:00:01"),
        ("Signals:Outbox:Lease", "00:00:08"));

    // Of two who want one name at the same time, one is rolled back.
    private async Task SignUpUntilItDiesAsync(RunningSite site, int round)
    {
        for (var number = 1; ; number++)
        {
            var race = $"race{round}-{number}";
            var alive = await Task.WhenAll(
                TrySignUpAsync(site, $"solo{round}-{number}", $"solo{round}-{number}@example.org"),
                TrySignUpAsync(site, race, $"{race}-a@example.org"),
                TrySignUpAsync(site, race, $"{race}-b@example.org"));
            if (!alive.Contains(true))
                return;
        }
    }

    private async Task<bool> TrySignUpAsync(RunningSite site, string userName, string email)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = site.Address };
        try
        {
            _addresses.Add(email);
            using var response = await SignUpAsync(new Visitor(http), userName, email);
            Interlocked.Increment(ref _answers);
            return true;
        }
        // HttpClient lets the bare one out where the server dies between the connection and the request.
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException)
        {
            return false;
        }
    }

    private async Task AllDeliveredAsync()
    {
        await using var db = SiteDatabase.Open(Database);
        await WaitUntilAsync(() => db.Set<OutboxMessage>().AllAsync(message => message.DoneAt != null, Cancel));
    }

    private static async Task WaitUntilAsync(Func<Task<bool>> condition)
    {
        using var timeout = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, Cancel);
        while (!await condition())
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, either.Token);
    }
}

public sealed class CrashTestsOnSqlite() : CrashTests(DatabaseServer.Sqlite);

public sealed class CrashTestsOnPostgreSql() : CrashTests(DatabaseServer.PostgreSql);
