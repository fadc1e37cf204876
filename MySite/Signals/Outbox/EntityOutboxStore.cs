using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.Outbox;

/// <summary>The outbox in the database of an EF Core context, on any relational provider.</summary>
/// <typeparam name="TContext">
/// The context whose transactions deliveries are stored in. Its model has <see cref="OutboxMessage"/> and
/// <see cref="OutboxBroadcast"/>, and compares <see cref="DateTimeOffset"/> in the database (SQLite needs a converter).
/// </typeparam>
/// <param name="context">The context of the scope.</param>
/// <param name="clock">Dates the tokens of claims.</param>
/// <remarks>
/// Uses the scope's context, and like it is not meant for concurrent use. Claims, purges and lists read by an index on
/// <c>DoneAt, DeadAt, DueAt</c>, the age of the oldest by one on <c>DoneAt, DeadAt, CreatedAt</c>, for which a filter on rows
/// where the first two are null is enough, and broadcasts by one on <c>CreatedAt</c>.
/// </remarks>
public partial class EntityOutboxStore<TContext>(TContext context, TimeProvider clock)
    : IOutboxStore, IOutboxAdmin, IBroadcastStore
    where TContext : DbContext
{
    private DbSet<OutboxMessage> Messages => context.Set<OutboxMessage>();

    // Written past the change tracker, because saving the context here would flush the sender's half-done changes along.
    /// <inheritdoc/>
    public virtual Task AddAsync(OutboxMessage message, CancellationToken cancellationToken) =>
        RowInsert.RunAsync(context, message, cancellationToken);

    // Read candidates, then claim them by their conditions: of two servers that read the same ones, the second updates none.
    /// <inheritdoc/>
    public virtual async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(
        int count, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        while (true)
        {
            var candidates = await Due(now).LongestDue().Select(message => message.Id).Take(count)
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            if (candidates.Count == 0)
                return [];

            var token = Guid.CreateVersion7(clock.GetUtcNow());
            var claimed = await Due(now).Where(message => candidates.Contains(message.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(message => message.LeaseToken, token)
                    .SetProperty(message => message.LeasedUntil, until),
                cancellationToken).ConfigureAwait(false);
            if (claimed > 0)
                return await Messages.AsNoTracking()
                    .Where(message => candidates.Contains(message.Id) && message.LeaseToken == token)
                    .OrderBy(message => message.DueAt).ThenBy(message => message.Id)
                    .ToListAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public virtual async Task<IReadOnlyCollection<Guid>> RenewAsync(
        IReadOnlyCollection<OutboxMessage> claimed, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var renewed = await Held(claimed).Where(message => message.DoneAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(message => message.LeasedUntil, until), cancellationToken).ConfigureAwait(false);
        return await StillHeldAsync(claimed, renewed, cancellationToken).ConfigureAwait(false);
    }

    // The token stays: by it a repeated completion, after a lost answer, recognises its own.
    /// <inheritdoc/>
    public virtual async Task<IReadOnlyCollection<Guid>> CompleteAsync(
        IReadOnlyCollection<OutboxMessage> claimed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var completed = await Held(claimed).ExecuteUpdateAsync(
            set => set.SetProperty(message => message.DoneAt, now)
                .SetProperty(message => message.Error, (string?)null)
                .SetProperty(message => message.LeasedUntil, (DateTimeOffset?)null),
            cancellationToken).ConfigureAwait(false);
        return await StillHeldAsync(claimed, completed, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public virtual async Task<bool> FailAsync(OutboxMessage claimed, DeliveryFailure failure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var error = Fitting(failure.Error);
        return await Held([claimed]).ExecuteUpdateAsync(
            set => set.SetProperty(message => message.Attempts, failure.Attempts)
                .SetProperty(message => message.Misses, failure.Misses)
                .SetProperty(message => message.Error, error)
                .SetProperty(message => message.DueAt, failure.DueAt)
                .SetProperty(message => message.DeadAt, failure.DeadAt)
                .SetProperty(message => message.LeaseToken, (Guid?)null)
                .SetProperty(message => message.LeasedUntil, (DateTimeOffset?)null),
            cancellationToken).ConfigureAwait(false) == 1;
    }

    /// <inheritdoc/>
    public virtual Task ReleaseAsync(IReadOnlyCollection<OutboxMessage> claimed, CancellationToken cancellationToken) =>
        Held(claimed).ExecuteUpdateAsync(
            set => set.SetProperty(message => message.LeaseToken, (Guid?)null)
                .SetProperty(message => message.LeasedUntil, (DateTimeOffset?)null),
            cancellationToken);

    /// <inheritdoc/>
    public virtual async Task<int> PurgeAsync(
        DateTimeOffset doneBefore, DateTimeOffset deadBefore, CancellationToken cancellationToken) =>
        await PurgeAsync(Messages.Where(message => message.DoneAt < doneBefore), cancellationToken).ConfigureAwait(false)
        + await PurgeAsync(
            Messages.Where(message => message.DoneAt == null && message.DeadAt < deadBefore), cancellationToken)
            .ConfigureAwait(false);

    // In parts, and none where there is nothing: SQLite lets nobody else write meanwhile.
    private static async Task<int> PurgeAsync<TRow>(IQueryable<TRow> rows, CancellationToken cancellationToken)
    {
        const int Part = 1000;
        var purged = 0;
        for (var part = Part; part == Part && await rows.AnyAsync(cancellationToken).ConfigureAwait(false); purged += part)
            part = await rows.Take(Part).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        return purged;
    }

    private IQueryable<OutboxMessage> Due(DateTimeOffset now) =>
        Messages.Open().Where(message => message.DueAt <= now).NotLeased(now);

    private IQueryable<OutboxMessage> Held(IReadOnlyCollection<OutboxMessage> claimed)
    {
        Guid[] ids = [.. claimed.Select(message => message.Id)];
        var token = claimed.FirstOrDefault()?.LeaseToken ?? Guid.Empty;
        return Messages.Where(message => ids.Contains(message.Id) && message.LeaseToken == token);
    }

    private async Task<IReadOnlyCollection<Guid>> StillHeldAsync(
        IReadOnlyCollection<OutboxMessage> claimed, int updated, CancellationToken cancellationToken) =>
        updated == claimed.Count
            ? [.. claimed.Select(message => message.Id)]
            : await Held(claimed).Select(message => message.Id).ToListAsync(cancellationToken).ConfigureAwait(false);

    private string Fitting(string error)
    {
        var length = Property(nameof(OutboxMessage.Error)).GetMaxLength() ?? 2000;
        return error.Length <= length ? error : $"{error[..(length - 1)]}…";
    }

    private IProperty Property(string name) =>
        context.Model.FindEntityType(typeof(OutboxMessage))!.FindProperty(name)!;
}
