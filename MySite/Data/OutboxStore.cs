using Microsoft.EntityFrameworkCore;
using MySite.Signals.Outbox;

namespace MySite.Data;

/// <summary>The outbox in the site's database.</summary>
internal sealed class OutboxStore(SiteDbContext db, TimeProvider clock) : IOutboxStore
{
    // Written past the change tracker, because saving the context here would flush the sender's half-done changes along.
    // The double quotes are understood by all three databases; UTC DateTime is what their column types agree on.
    public Task AddAsync(OutboxMessage message, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "OutboxMessages" ("Id", "Signal", "Receiver", "Payload", "CreatedAt", "DueAt", "Attempts")
            VALUES ({message.Id}, {message.Signal}, {message.Receiver}, {message.Payload},
                {message.CreatedAt.UtcDateTime}, {message.DueAt.UtcDateTime}, {message.Attempts})
            """,
            cancellationToken);

    // Read a candidate, then claim it by its conditions: of two servers that read the same one, the second updates no row.
    public async Task<OutboxMessage?> ClaimAsync(
        DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        while (true)
        {
            var candidate = await Due(now).OrderBy(message => message.DueAt)
                .Select(message => (Guid?)message.Id).FirstOrDefaultAsync(cancellationToken);
            if (candidate is null)
                return null;

            var token = Guid.CreateVersion7(clock.GetUtcNow());
            var claimed = await Due(now).Where(message => message.Id == candidate).ExecuteUpdateAsync(
                set => set.SetProperty(message => message.LeaseToken, token)
                    .SetProperty(message => message.LeasedUntil, until),
                cancellationToken);
            if (claimed == 1)
                return await Messages.AsNoTracking()
                    .SingleAsync(message => message.LeaseToken == token, cancellationToken);
        }
    }

    public async Task<bool> CompleteAsync(OutboxMessage claimed, DateTimeOffset now, CancellationToken cancellationToken) =>
        await Held(claimed).ExecuteUpdateAsync(
            set => set.SetProperty(message => message.DoneAt, now)
                .SetProperty(message => message.Error, (string?)null)
                .SetProperty(message => message.LeaseToken, (Guid?)null)
                .SetProperty(message => message.LeasedUntil, (DateTimeOffset?)null),
            cancellationToken) == 1;

    public async Task<bool> RetryAsync(
        OutboxMessage claimed, DateTimeOffset dueAt, string error, CancellationToken cancellationToken)
    {
        var text = error.Length > OutboxMessageConfiguration.ErrorLength
            ? error[..OutboxMessageConfiguration.ErrorLength]
            : error;
        return await Held(claimed).ExecuteUpdateAsync(
            set => set.SetProperty(message => message.DueAt, dueAt)
                .SetProperty(message => message.Attempts, message => message.Attempts + 1)
                .SetProperty(message => message.Error, text)
                .SetProperty(message => message.LeaseToken, (Guid?)null)
                .SetProperty(message => message.LeasedUntil, (DateTimeOffset?)null),
            cancellationToken) == 1;
    }

    public Task<int> PurgeAsync(DateTimeOffset doneBefore, CancellationToken cancellationToken) =>
        Messages.Where(message => message.DoneAt < doneBefore).ExecuteDeleteAsync(cancellationToken);

    private DbSet<OutboxMessage> Messages => db.Set<OutboxMessage>();

    private IQueryable<OutboxMessage> Due(DateTimeOffset now) => Messages.Where(message =>
        message.DoneAt == null && message.DueAt <= now && (message.LeasedUntil == null || message.LeasedUntil < now));

    private IQueryable<OutboxMessage> Held(OutboxMessage claimed) => Messages.Where(message =>
        message.Id == claimed.Id && message.LeaseToken == claimed.LeaseToken);
}
