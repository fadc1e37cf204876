using Microsoft.EntityFrameworkCore;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Outbox;

/// <summary>A delivery is in one state, whoever asks: a page, a filter, a count or a command.</summary>
public abstract class DeliveryStateTests(DatabaseServer server) : OutboxSite(server)
{
    [Fact]
    public async Task The_database_says_of_every_row_what_the_row_says_of_itself()
    {
        DateTimeOffset?[] times = [null, Now.AddMinutes(-1), Now, Now.AddMinutes(1)];
        foreach (var lease in times)
            foreach (var dead in times[..2])
                foreach (var done in times[..2])
                    foreach (var (attempts, misses) in new[] { (0, 0), (2, 0), (0, 3) })
                        await AddAsync("R", row => (row.LeasedUntil, row.DeadAt, row.DoneAt, row.Attempts, row.Misses) =
                            (lease, dead, done, attempts, misses));

        var rows = await InScopeAsync(db => db.Set<OutboxMessage>().Select(DeliveryQueries.Rows).ToListAsync(Cancel));

        Assert.Equal(48, rows.Count);
        foreach (var state in Enum.GetValues<DeliveryState>())
        {
            var found = await InScopeAsync(db =>
                db.Set<OutboxMessage>().In(state, Now).Select(message => message.Id).ToListAsync(Cancel));
            Assert.NotEmpty(found);
            Assert.Equal(rows.Where(row => row.StateAt(Now) == state).Select(row => row.Id).ToHashSet(), found.ToHashSet());
        }
        var open = await InScopeAsync(db => db.Set<OutboxMessage>().Open()
            .GroupBy(DeliveryQueries.OpenStateAt(Now)).Select(group => new { group.Key, Number = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Number, Cancel));
        Assert.Equal(
            rows.Where(row => row is { DoneAt: null, DeadAt: null }).CountBy(row => row.StateAt(Now)).ToDictionary(), open);
        var free = await InScopeAsync(db =>
            db.Set<OutboxMessage>().Free(Now).Select(message => message.Id).ToListAsync(Cancel));
        Assert.Equal(rows.Where(row => row.IsFreeAt(Now)).Select(row => row.Id).ToHashSet(), free.ToHashSet());
    }
}

public sealed class DeliveryStateTestsOnSqlite() : DeliveryStateTests(DatabaseServer.Sqlite);

public sealed class DeliveryStateTestsOnPostgreSql() : DeliveryStateTests(DatabaseServer.PostgreSql);
