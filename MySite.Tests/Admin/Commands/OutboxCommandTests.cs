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

    public async ValueTask InitializeAsync() => _database = await DatabaseServer.Sqlite.CreateSiteDatabaseAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task It_counts_by_state_and_lists_the_dead_and_then_those_that_wait()
    {
        var waiting = await AddAsync("NotifyStaff", row => (row.Attempts, row.Error) = (3, "The mail server\nis down."));
        var dead = await AddAsync("SendWelcomeMail", row => (row.DeadAt, row.Attempts, row.Error) = (Time, 500, "No such user."));
        var running = await AddAsync("CreateProfile", row =>
            (row.DueAt, row.LeasedUntil) = (Time.AddHours(1), TimeProvider.System.GetUtcNow().AddHours(1)));
        var pending = await AddAsync("NotifyStaff", row => row.DueAt = Time.AddHours(2));
        await AddAsync("DrawAvatar", row => row.DoneAt = Time);

        var (code, output, error) = await RunAsync("outbox");

        Assert.Equal((0, ""), (code, error));
        var lines = output.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.Matches(
            @"^1 pending, 1 running, 1 waiting for retry, 1 dead, 1 done\. The oldest that is not made was stored .+\.$",
            lines[0]);
        Assert.Matches(@"^ID +STATE +SIGNAL +RECEIVER +ATTEMPTS +DUE +ERROR$", lines[2]);
        Assert.Matches($@"^{dead} +dead +user_created +SendWelcomeMail +500 +never +No such user\.$", lines[3]);
        Assert.Matches(
            $@"^{waiting} +retry +user_created +NotifyStaff +3 +2026-01-01 12:00:00Z +The mail server is down\.$", lines[4]);
        Assert.Matches($@"^{running} +running +user_created +CreateProfile +0 +2026-01-01 13:00:00Z$", lines[5]);
        Assert.Matches($@"^{pending} +pending +user_created +NotifyStaff +0 +2026-01-01 14:00:00Z$", lines[6]);
        Assert.DoesNotContain("secret", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_outbox_is_one_line()
    {
        Assert.Equal((0, "0 pending, 0 running, 0 waiting for retry, 0 dead, 0 done.", ""), await RunTrimmedAsync("outbox"));
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
        Assert.Equal(
            """{"pending":1,"running":0,"retry":0,"dead":1,"done":0}""",
            JsonSerializer.Serialize(outbox.GetProperty("counts")));
        Assert.Equal(0, outbox.GetProperty("atLeast").GetArrayLength());
        Assert.Equal(Time, outbox.GetProperty("oldest").GetDateTimeOffset());
        Assert.Equal(
            (TimeProvider.System.GetUtcNow() - Time).TotalSeconds, outbox.GetProperty("oldestAgeSeconds").GetDouble(), 60.0);
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

    [Theory]
    [InlineData("--state retry", "NotifyStaff1 SendWelcomeMail1")]
    [InlineData("--state retry --receiver NotifyStaff", "NotifyStaff1")]
    [InlineData("--receiver NotifyStaff --state pending", "NotifyStaff0")]
    [InlineData("--receiver NotifyStaff", "NotifyStaff2")]
    [InlineData("--state dead", "NotifyStaff2 SendWelcomeMail2")]
    public async Task Many_are_chosen_by_state_and_receiver(string choice, string expected)
    {
        Dictionary<Guid, string> names = [];
        foreach (var receiver in new[] { "NotifyStaff", "SendWelcomeMail" })
            for (var kind = 0; kind < 4; kind++)
                names[await AddAsync(receiver, row => (row.Attempts, row.DeadAt, row.LeasedUntil) = (
                    kind, kind == 2 ? Time : null, kind == 3 ? TimeProvider.System.GetUtcNow().AddHours(1) : null))] =
                    $"{receiver}{kind}";

        var (code, _, error) = await RunAsync(["outbox", "discard", .. choice.Split(' ')]);

        Assert.Equal((0, ""), (code, error));
        await using var db = SiteDatabase.Open(_database);
        var left = await db.Set<OutboxMessage>().Select(message => message.Id).ToListAsync(Cancel);
        Assert.Equal(expected, string.Join(' ', names.Where(name => !left.Contains(name.Key)).Select(name => name.Value)));
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
                ("outbox.delivery", $"{mail}", LogAction.Changed, "command outbox retry", Environment.UserName),
                ("outbox.delivery", $"{staff}", LogAction.Deleted, "command outbox discard", Environment.UserName),
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
    [InlineData("retry", "Say which deliveries to retry: by ID, --receiver NAME, --state NAME or --all.")]
    [InlineData("discard", "Say which deliveries to discard: by ID, --receiver NAME, --state NAME or --all.")]
    [InlineData("retry --all --receiver X", "Say which deliveries to retry: by ID, --receiver NAME, --state NAME or --all.")]
    [InlineData("retry --all --state dead", "Say which deliveries to retry: by ID, --receiver NAME, --state NAME or --all.")]
    [InlineData("discard --state done", "Deliveries that are done stay as they are: --state is pending, retry or dead.")]
    [InlineData("retry --state running", "Deliveries that are running stay as they are: --state is pending, retry or dead.")]
    [InlineData("retry --state lost", "There is no state lost: --state is pending, retry or dead.")]
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
        Assert.Equal((0, "0 deliveries purged.", ""), await RunTrimmedAsync("outbox", "purge"));
        await using var db = SiteDatabase.Open(_database);
        var entry = Assert.Single(await db.Set<LogEntry>().ToListAsync(Cancel));
        Assert.Equal(
            ("outbox.delivery", "2 deliveries purged", LogAction.Deleted, "command outbox purge", Environment.UserName),
            (entry.Model, entry.ObjectText, entry.Action, entry.Source, entry.UserName));
        Assert.Equal(
            ["Deliveries", "DoneBefore", "DeadBefore"],
            JsonDocument.Parse(entry.Changes).RootElement.EnumerateArray().Select(each => each.GetProperty("name").GetString()!));
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
