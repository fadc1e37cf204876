using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using MySite.Signals.Outbox;

namespace MySite.Tests.Signals.Outbox;

/// <summary>The outbox in the shop's own database.</summary>
internal sealed class ShopOutboxStore(ShopContext context) : IOutboxStore
{
    public async Task AddAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        // Beside the sender's context, whose pending changes are not ours to save.
        var options = new DbContextOptionsBuilder<ShopContext>();
        var connection = context.Database.GetDbConnection();
        if (context.Database.IsSqlite())
            options.UseSqlite(connection);
        else
            options.UseNpgsql(connection);
        await using var beside = new ShopContext(options.Options);
        await beside.Database.UseTransactionAsync(
            context.Database.CurrentTransaction?.GetDbTransaction(), cancellationToken);
        beside.Add(message);
        await beside.SaveChangesAsync(cancellationToken);
    }

    // In two steps: whoever comes second updates nothing, because the condition is tested again by the update itself.
    public async Task<OutboxMessage?> ClaimAsync(
        DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var due = context.Outbox.Where(message => message.DoneAt == null && message.DueAt <= now
            && (message.LeasedUntil == null || message.LeasedUntil <= now));
        var candidates = await due.OrderBy(message => message.DueAt).ThenBy(message => message.Id)
            .Select(message => message.Id).Take(10).ToListAsync(cancellationToken);
        foreach (var id in candidates)
        {
            var token = Guid.CreateVersion7(now);
            var claimed = await due.Where(message => message.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(message => message.LeaseToken, token)
                    .SetProperty(message => message.LeasedUntil, until),
                cancellationToken);
            if (claimed == 1)
                return await context.Outbox.AsNoTracking()
                    .SingleAsync(message => message.Id == id && message.LeaseToken == token, cancellationToken);
        }
        return null;
    }

    public async Task<bool> CompleteAsync(OutboxMessage claimed, DateTimeOffset now, CancellationToken cancellationToken) =>
        await Held(claimed).ExecuteUpdateAsync(
            set => set.SetProperty(message => message.DoneAt, now)
                .SetProperty(message => message.LeaseToken, (Guid?)null)
                .SetProperty(message => message.LeasedUntil, (DateTimeOffset?)null),
            cancellationToken) == 1;

    public async Task<bool> RetryAsync(
        OutboxMessage claimed, DateTimeOffset dueAt, string error, CancellationToken cancellationToken) =>
        await Held(claimed).ExecuteUpdateAsync(
            set => set.SetProperty(message => message.DueAt, dueAt)
                .SetProperty(message => message.Error, error)
                .SetProperty(message => message.Attempts, message => message.Attempts + 1)
                .SetProperty(message => message.LeaseToken, (Guid?)null)
                .SetProperty(message => message.LeasedUntil, (DateTimeOffset?)null),
            cancellationToken) == 1;

    public Task<int> PurgeAsync(DateTimeOffset doneBefore, CancellationToken cancellationToken) =>
        context.Outbox.Where(message => message.DoneAt < doneBefore).ExecuteDeleteAsync(cancellationToken);

    private IQueryable<OutboxMessage> Held(OutboxMessage claimed) =>
        context.Outbox.Where(message => message.Id == claimed.Id && message.LeaseToken == claimed.LeaseToken);
}
