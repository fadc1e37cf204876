using Microsoft.EntityFrameworkCore;
using MySite.Admin.Lists;
using MySite.Data;
using MySite.Signals.Outbox;

namespace MySite.Admin.Outbox;

/// <summary>Retries and discards deliveries, and records who did it: all or nothing, whoever else is at them.</summary>
internal sealed class DeliveryChanges(SiteDbContext db, IOutboxAdmin outbox, DeliveryLog log, TimeProvider clock)
{
    private const int Part = 500;

    private static readonly SortTerm[] ById = [new(Rows.Property(typeof(OutboxMessage), nameof(OutboxMessage.Id)), false)];

    /// <param name="act">What to do.</param>
    /// <param name="which">With which ones. Those that are done, or in the hands of a server, stay as they are.</param>
    /// <param name="cancellationToken">Stops it, with nothing done.</param>
    /// <returns>How many there were.</returns>
    public async Task<int> MakeAsync(
        DeliveryAct act, IQueryable<OutboxMessage> which, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (token, made) = (Guid.CreateVersion7(now), 0);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        for (var next = which.Free(now); await IdsAsync(next, cancellationToken) is [.., var last] ids;)
        {
            var held = await HoldAsync(which.Free(now).Where(message => ids.Contains(message.Id)), ids, token, cancellationToken);
            await log.WriteAsync(act, held, now, cancellationToken);
            var selection = OutboxSelection.Of([.. held.Select(message => message.Id)]);
            made += act == DeliveryAct.Retry
                ? await outbox.RequeueAsync(selection, now, cancellationToken)
                : await outbox.DiscardAsync(selection, now, cancellationToken);
            next = which.Free(now).Where(Keyset.Beyond<OutboxMessage>(ById, [last], isBackwards: false, sortsNullHighest: false));
        }
        await transaction.CommitAsync(cancellationToken);
        return made;
    }

    private static Task<List<Guid>> IdsAsync(IQueryable<OutboxMessage> messages, CancellationToken cancellationToken) =>
        Keyset.Sort(messages, ById, isBackwards: false).Select(message => message.Id).Take(Part).ToListAsync(cancellationToken);

    // A token of their own locks them until the commit, and tells them from those that somebody else took at this moment.
    private async Task<List<DeliveryRow>> HoldAsync(
        IQueryable<OutboxMessage> free, List<Guid> ids, Guid token, CancellationToken cancellationToken)
    {
        await free.ExecuteUpdateAsync(set => set.SetProperty(message => message.LeaseToken, token), cancellationToken);
        return await db.Set<OutboxMessage>().AsNoTracking()
            .Where(message => ids.Contains(message.Id) && message.LeaseToken == token)
            .OrderBy(message => message.Id).Select(DeliveryQueries.Rows).ToListAsync(cancellationToken);
    }
}
