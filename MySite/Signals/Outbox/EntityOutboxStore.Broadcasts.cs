using Microsoft.EntityFrameworkCore;

namespace MySite.Signals.Outbox;

/// <content>What every process hears of.</content>
public partial class EntityOutboxStore<TContext>
{
    private DbSet<OutboxBroadcast> Broadcasts => context.Set<OutboxBroadcast>();

    /// <inheritdoc/>
    public virtual Task AddAsync(OutboxBroadcast broadcast, CancellationToken cancellationToken) =>
        RowInsert.RunAsync(context, broadcast, cancellationToken);

    /// <inheritdoc/>
    public virtual async Task<IReadOnlyList<(Guid Id, DateTimeOffset CreatedAt)>> ListAsync(
        DateTimeOffset since, CancellationToken cancellationToken)
    {
        var rows = await Broadcasts.Where(broadcast => broadcast.CreatedAt >= since)
            .OrderBy(broadcast => broadcast.CreatedAt)
            .Select(broadcast => new { broadcast.Id, broadcast.CreatedAt })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => (row.Id, row.CreatedAt))];
    }

    /// <inheritdoc/>
    public virtual async Task<IReadOnlyList<OutboxBroadcast>> ReadAsync(
        IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        await Broadcasts.AsNoTracking().Where(broadcast => ids.Contains(broadcast.Id))
            .OrderBy(broadcast => broadcast.CreatedAt).ThenBy(broadcast => broadcast.Id)
            .ToListAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public virtual Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        PurgeAsync(Broadcasts.Where(broadcast => broadcast.CreatedAt < before), cancellationToken);
}
