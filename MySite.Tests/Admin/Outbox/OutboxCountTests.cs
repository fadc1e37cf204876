using Microsoft.EntityFrameworkCore;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Outbox;

/// <summary>Counts of more deliveries than are counted.</summary>
public abstract class OutboxCountTests(DatabaseServer server) : OutboxSite(server)
{
    [Fact]
    public async Task Every_state_that_may_have_more_says_so_and_the_oldest_is_the_oldest_of_all()
    {
        await AddManyAsync(6_001, (_, _) => { });
        await AddManyAsync(4_001, (row, number) => row.Attempts = number % 2 == 0 ? 1 : 0);
        await AddManyAsync(10_001, (row, _) => row.DoneAt = Now);
        await AddDeadAsync("Gone");
        await AddAsync("Late", row => (row.CreatedAt, row.Attempts, row.DueAt) = (Now.AddDays(-7), 3, Now.AddHours(6)));

        var page = await (await LogInAsync("vera", permissions: "outbox.view_delivery")).OpenAsync(Outbox);

        var texts = Texts(page, ".states a");
        Assert.Matches(@"^Pending [5-8],\d{3}\+$", texts[0]);
        Assert.Equal("Running 0+", texts[1]);
        Assert.Matches(@"^Waiting for retry [1-4],\d{3}\+$", texts[2]);
        Assert.Equal(["Dead 1", "Done 10,000+"], texts[3..]);
        Assert.StartsWith("The oldest delivery that is not made was stored last week", Text(page.QuerySelector(".oldest")),
            StringComparison.Ordinal);
        Assert.Equal(
            "There are more deliveries that wait than are counted by state: only the 10,000 that have been due the longest are.",
            Text(page.QuerySelector(".capped")));
    }

    [Fact]
    public async Task As_many_as_are_counted_are_exact()
    {
        await AddManyAsync(10_000, (row, number) => row.Attempts = number == 7 ? 1 : 0);

        var page = await (await LogInAsync("vera", permissions: "outbox.view_delivery")).OpenAsync(Outbox);

        Assert.Equal(
            ["Pending 9,999", "Running 0", "Waiting for retry 1", "Dead 0", "Done 0"], Texts(page, ".states a"));
        Assert.Null(page.QuerySelector(".capped"));
    }

    private async Task AddManyAsync(int count, Action<OutboxMessage, int> change)
    {
        foreach (var part in Enumerable.Range(0, count).Chunk(1000))
            await SaveAsync([.. part.Select(number =>
            {
                var row = new OutboxMessage
                {
                    Id = Guid.CreateVersion7(Now),
                    Signal = "user_created",
                    Receiver = "R",
                    Payload = "{}",
                    CreatedAt = Now,
                    DueAt = Now,
                };
                change(row, number);
                return row;
            })]);
    }
}

public sealed class OutboxCountTestsOnSqlite() : OutboxCountTests(DatabaseServer.Sqlite);

public sealed class OutboxCountTestsOnPostgreSql() : OutboxCountTests(DatabaseServer.PostgreSql);
