using Microsoft.EntityFrameworkCore;

namespace MySite.Signals.Outbox;

/// <content>What people do.</content>
public partial class EntityOutboxStore<TContext>
{
    /// <inheritdoc/>
    public virtual async Task<OutboxCounts> CountAsync(int most, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return new(
            await Messages.Open().LongestDue().Take(most).CountAsync(cancellationToken)
                .ConfigureAwait(false),
            await Messages.Dead().OrderBy(message => message.DoneAt).ThenBy(message => message.DeadAt).Take(most)
                .CountAsync(cancellationToken).ConfigureAwait(false),
            await Messages.Ages().FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public virtual async Task<IReadOnlyList<DeliveryRow>> ListAsync(int count, CancellationToken cancellationToken)
    {
        var dead = await Messages.Dead().OrderByDescending(message => message.DeadAt).ThenBy(message => message.Id)
            .Take(count).Select(DeliveryQueries.Rows).ToListAsync(cancellationToken).ConfigureAwait(false);
        var open = await Messages.Open().LongestDue().ThenBy(message => message.Id)
            .Take(count - dead.Count).Select(DeliveryQueries.Rows).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. dead, .. open];
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

    private IQueryable<OutboxMessage> Chosen(OutboxSelection which, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(which);
        if (which.Ids is { } ids)
            return Messages.Where(message => ids.Contains(message.Id)).Free(now);
        return which.Receiver is { } receiver ? Messages.Dead().OfReceiver(receiver) : Messages.Dead();
    }
}
