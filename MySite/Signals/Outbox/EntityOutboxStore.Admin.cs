using Microsoft.EntityFrameworkCore;

namespace MySite.Signals.Outbox;

/// <content>What people do.</content>
public partial class EntityOutboxStore<TContext>
{
    /// <inheritdoc/>
    public virtual async Task<OutboxCounts> CountAsync(CancellationToken cancellationToken)
    {
        var waiting = Messages.Where(message => message.DoneAt == null && message.DeadAt == null);
        return new(
            await waiting.CountAsync(cancellationToken).ConfigureAwait(false),
            await Dead.CountAsync(cancellationToken).ConfigureAwait(false),
            await Messages.CountAsync(message => message.DoneAt != null, cancellationToken).ConfigureAwait(false),
            await waiting.MinAsync(message => (DateTimeOffset?)message.CreatedAt, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public virtual async Task<IReadOnlyList<OutboxMessage>> ListAsync(int count, CancellationToken cancellationToken)
    {
        var dead = await Dead.AsNoTracking().OrderByDescending(message => message.DeadAt).ThenBy(message => message.Id)
            .Take(count).ToListAsync(cancellationToken).ConfigureAwait(false);
        var waiting = await Messages.AsNoTracking().Where(message => message.DoneAt == null && message.DeadAt == null)
            .OrderBy(message => message.DueAt).ThenBy(message => message.Id)
            .Take(count - dead.Count).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. dead, .. waiting];
    }

    /// <inheritdoc/>
    public virtual Task<int> RequeueAsync(OutboxSelection which, DateTimeOffset now, CancellationToken cancellationToken) =>
        Chosen(which, now).ExecuteUpdateAsync(
            set => set.SetProperty(message => message.DueAt, now)
                .SetProperty(message => message.Attempts, 0)
                .SetProperty(message => message.Misses, 0)
                .SetProperty(message => message.DeadAt, (DateTimeOffset?)null),
            cancellationToken);

    /// <inheritdoc/>
    public virtual Task<int> DiscardAsync(OutboxSelection which, DateTimeOffset now, CancellationToken cancellationToken) =>
        Chosen(which, now).ExecuteDeleteAsync(cancellationToken);

    private IQueryable<OutboxMessage> Dead =>
        Messages.Where(message => message.DoneAt == null && message.DeadAt != null);

    private IQueryable<OutboxMessage> Chosen(OutboxSelection which, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(which);
        if (which.Ids is { } ids)
            return Messages.Where(message => ids.Contains(message.Id) && message.DoneAt == null
                && (message.LeasedUntil == null || message.LeasedUntil <= now));
        return which.Receiver is { } receiver ? Dead.Where(message => message.Receiver == receiver) : Dead;
    }
}
