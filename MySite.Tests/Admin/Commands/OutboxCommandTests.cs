using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MySite.Admin.History;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Commands;

/// <summary>The command as a process of its own, on a database where some deliveries went wrong.</summary>
public sealed class OutboxCommandTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Time = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private TestDatabase _database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await DatabaseServer.Sqlite.CreateDatabaseAsync();
        await using var db = SiteDatabase.Open(_database);
        await db.Database.MigrateAsync(Cancel);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task It_counts_by_state_and_lists_the_dead_and_then_those_that_wait()
    {
        var waiting = await AddAsync("NotifyStaff", row => (row.Attempts, row.Error) = (3, "The mail server\nis down."));
        var dead = await AddAsync("SendWelcomeMail", row => (row.DeadAt, row.Attempts, row.Error) = (Time, 500, "No such user."));
        await AddAsync("DrawAvatar", row => row.DoneAt = Time);

        var (code, output, error) = await RunAsync("outbox");

        Assert.Equal((0, ""), (code, error));
        var lines = output.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.Matches(@"^1 waiting, 1 dead, 1 done\. The oldest that waits was stored .+\.$", lines[0]);
        Assert.Matches(@"^ID +STATE +SIGNAL +RECEIVER +ATTEMPTS +DUE +ERROR$", lines[2]);
        Assert.Matches($@"^{dead} +dead +user_created +SendWelcomeMail +500 +never +No such user\.$", lines[3]);
        Assert.Matches(
            $@"^{waiting} +waiting +user_created +NotifyStaff +3 +2026-01-01 12:00:00Z +The mail server is down\.$", lines[4]);
        Assert.DoesNotContain("secret", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_outbox_is_one_line()
    {
        Assert.Equal((0, "0 waiting, 0 dead, 0 done.", ""), await RunTrimmedAsync("outbox"));
    }

    [Fact]
    public async Task It_says_when_there_are_more_than_it_lists()
    {
        await AddAsync("NotifyStaff");
        await AddAsync("SendWelcomeMail");

        var (_, output, _) = await RunTrimmedAsync("outbox", "--limit", "1");

        Assert.EndsWith("and 1 other; --limit shows more.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_JSON_without_payloads()
    {
        var dead = await AddAsync("SendWelcomeMail", row => (row.DeadAt, row.Misses) = (Time, 10));
        await AddAsync("NotifyStaff");

        var (code, output, _) = await RunAsync("outbox", "--json");

        Assert.Equal(0, code);
        var outbox = JsonDocument.Parse(output).RootElement;
        Assert.Equal((1, 1, 0), (outbox.GetProperty("waiting").GetInt32(), outbox.GetProperty("dead").GetInt32(),
            outbox.GetProperty("done").GetInt32()));
        Assert.Equal(Time, outbox.GetProperty("oldestWaiting").GetDateTimeOffset());
        var first = outbox.GetProperty("deliveries")[0];
        Assert.Equal((dead, "dead", 10), (first.GetProperty("id").GetGuid(), first.GetProperty("state").GetString(),
            first.GetProperty("misses").GetInt32()));
        Assert.DoesNotContain("secret", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_makes_the_dead_due_again()
    {
        var mail = await AddAsync("SendWelcomeMail", row => (row.DeadAt, row.Attempts) = (Time, 500));
        await AddAsync("NotifyStaff", row => row.DeadAt = Time);
        await AddAsync("NotifyStaff", row => row.DeadAt = Time);

        Assert.Equal((0, "1 delivery made due.", ""), await RunTrimmedAsync("outbox", "retry", $"{mail}"));
        var row = await RowAsync(mail);
        Assert.Equal((0, null), (row!.Attempts, row.DeadAt));
        Assert.Equal((0, "2 deliveries made due.", ""), await RunTrimmedAsync("outbox", "retry", "--receiver", "NotifyStaff"));
        Assert.Equal((0, "0 deliveries made due.", ""), await RunTrimmedAsync("outbox", "retry", "--all"));
    }

    [Fact]
    public async Task Discard_deletes_them()
    {
        var mail = await AddAsync("SendWelcomeMail");
        await AddAsync("NotifyStaff", row => row.DeadAt = Time);

        Assert.Equal((0, "1 delivery discarded.", ""), await RunTrimmedAsync("outbox", "discard", "--all"));
        Assert.Equal((0, "1 delivery discarded.", ""), await RunTrimmedAsync("outbox", "discard", $"{mail}"));
        Assert.Null(await RowAsync(mail));
    }

    [Fact]
    public async Task What_was_done_stands_in_the_history_under_the_name_of_the_command()
    {
        var mail = await AddAsync("SendWelcomeMail", row => (row.DeadAt, row.Attempts) = (Time, 500));
        var staff = await AddAsync("NotifyStaff");

        await RunTrimmedAsync("outbox", "retry", "--all");
        await RunTrimmedAsync("outbox", "discard", $"{staff}");

        await using var db = SiteDatabase.Open(_database);
        var entries = await db.Set<LogEntry>().OrderBy(entry => entry.Id).ToListAsync(Cancel);
        Assert.Equal(
            [
                ("outbox.delivery", $"{mail}", LogAction.Changed, "command outbox retry", ""),
                ("outbox.delivery", $"{staff}", LogAction.Deleted, "command outbox discard", ""),
            ],
            entries.Select(entry => (entry.Model, entry.ObjectId, entry.Action, entry.Source, entry.UserName)));
        Assert.DoesNotContain(entries, entry => entry.Changes.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_not_there_or_done_is_an_error()
    {
        var done = await AddAsync("DrawAvatar", row => row.DoneAt = Time);

        Assert.Equal(
            (1, "0 deliveries made due.", "2 ids not found among those that are dead or wait for their time."),
            await RunTrimmedAsync("outbox", "retry", $"{done}", $"{Guid.Empty}"));
    }

    [Theory]
    [InlineData("retry", "Say which deliveries to retry: by ID, --receiver NAME or --all.")]
    [InlineData("discard", "Say which deliveries to discard: by ID, --receiver NAME or --all.")]
    [InlineData("retry --all --receiver X", "Say which deliveries to retry: by ID, --receiver NAME or --all.")]
    [InlineData("retry 7", "7 is no ID.")]
    [InlineData("--limit 0", "--limit must be at least 1.")]
    public async Task A_choice_that_is_missing_or_double_or_no_id_changes_nothing(string arguments, string message)
    {
        var dead = await AddAsync("SendWelcomeMail", row => row.DeadAt = Time);

        var (code, _, error) = await RunAsync(["outbox", .. arguments.Split(' ')]);

        Assert.Equal(1, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.NotNull((await RowAsync(dead))!.DeadAt);
    }

    [Fact]
    public async Task Purge_deletes_what_was_done_or_dead_long_enough()
    {
        await AddAsync("DrawAvatar", row => row.DoneAt = Time - TimeSpan.FromDays(100));
        await AddAsync("NotifyStaff", row => row.DeadAt = Time - TimeSpan.FromDays(1000));
        var waiting = await AddAsync("SendWelcomeMail");

        Assert.Equal((0, "2 deliveries purged.", ""), await RunTrimmedAsync("outbox", "purge"));
        Assert.NotNull(await RowAsync(waiting));
    }

    [Fact]
    public async Task Help_tells_what_each_part_does()
    {
        var (code, output, _) = await RunAsync("outbox", "--help");

        Assert.Equal(0, code);
        Assert.All(["retry", "discard", "purge", "--json"], word => Assert.Contains(word, output, StringComparison.Ordinal));
    }

    private async Task<Guid> AddAsync(string receiver, Action<OutboxMessage>? change = null)
    {
        await using var db = SiteDatabase.Open(_database);
        var row = new OutboxMessage
        {
            Id = Guid.CreateVersion7(Time),
            Signal = "user_created",
            Receiver = receiver,
            Payload = "{\"Email\":\"secret\"}",
            CreatedAt = Time,
            DueAt = Time,
        };
        change?.Invoke(row);
        db.Add(row);
        await db.SaveChangesAsync(Cancel);
        return row.Id;
    }

    private async Task<OutboxMessage?> RowAsync(Guid id)
    {
        await using var db = SiteDatabase.Open(_database);
        return await db.Set<OutboxMessage>().SingleOrDefaultAsync(message => message.Id == id, Cancel);
    }

    private async Task<(int ExitCode, string Output, string Error)> RunTrimmedAsync(params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        return (code, output.Trim(), error.Trim());
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) => SiteProcess.RunAsync(
        arguments,
        [
            ("ASPNETCORE_ENVIRONMENT", "Production"),
            ("Database__Provider", "Sqlite"),
            ("ConnectionStrings__Default", _database.ConnectionString),
            ("Serilog__MinimumLevel__Override__Microsoft", "Error"),
        ]);
}
