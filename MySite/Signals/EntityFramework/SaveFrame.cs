using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace MySite.Signals.EntityFramework;

/// <summary>One SaveChanges, from its first pre signal to its last post signal.</summary>
/// <remarks>
/// To the receivers of its pre signals it is also the transaction: what they defer waits for the statements to succeed.
/// </remarks>
internal sealed class SaveFrame(
    SignalHub hub, DbContext context, ContextState state, ModelListeners listeners, IServiceProvider? services,
    SaveFrame? outer) : ISignalTransaction, ISignalTransactionPart
{
    private const int MaxRounds = 16;
    private readonly Dictionary<object, EntityChange> _entities = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> _joins = new(ReferenceEqualityComparer.Instance);
    private readonly List<LinkChange> _links = [];

    /// <summary>Whether pre signals are still being sent, so that a save which starts now is nested.</summary>
    public bool IsPreparing { get; private set; } = true;

    public List<Func<IServiceProvider, ValueTask>> Deferred { get; } = [];

    public bool IsOpen => true;

    public void OnCommit(Func<IServiceProvider, ValueTask> work) => Deferred.Add(work);

    public ValueTask<ISignalTransactionPart> BeginAsync(CancellationToken cancellationToken = default) => new(this);

    public Task CompleteAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public ValueTask DisposeAsync() => default;

    public async ValueTask RaisePreAsync(CancellationToken cancellationToken)
    {
        for (var round = 0; await RaiseNewAsync(cancellationToken).ConfigureAwait(false); round++)
            if (round == MaxRounds)
                throw new InvalidOperationException(
                    $"Receivers of pre signals kept adding changes to {context.GetType().Name} in {MaxRounds} rounds. " +
                    "Let one of them stop, or connect it to the post signal.");

        foreach (var change in _entities.Values.ToArray())
        {
            if (change.IsPending)
                change.Capture();
            else
                _entities.Remove(change.Entity);
        }
        IsPreparing = false;
    }

    public async ValueTask RaisePostAsync()
    {
        foreach (var change in _entities.Values)
        {
            foreach (var sender in change.Senders)
                await sender.PostAsync(hub, change, new(change.Type, services, state)).ConfigureAwait(false);
            state.Remember(change.Entry);
        }

        foreach (var link in _links)
            await link.Sender.PostAsync(hub, link, Link(link, state)).ConfigureAwait(false);
    }

    /// <returns>Whether there was anything new to announce.</returns>
    private async ValueTask<bool> RaiseNewAsync(CancellationToken cancellationToken)
    {
        var tracked = Detect();
        var fresh = Collect(tracked);
        var joins = tracked.Where(entry => IsPending(entry) && listeners.LinksOf(entry.Metadata).Count > 0)
            .Where(entry => outer?._joins.Contains(entry.Entity) is not true && _joins.Add(entry.Entity)).ToArray();

        foreach (var change in fresh)
        {
            // A receiver may have saved meanwhile, and the nested frame has taken the change over.
            if (!_entities.ContainsKey(change.Entity))
                continue;
            change.Capture();
            foreach (var sender in change.Senders)
                await sender.PreAsync(hub, change, new(change.Type, services, this), cancellationToken)
                    .ConfigureAwait(false);
        }

        foreach (var link in LinkReader.Read(listeners, joins, tracked).ToArray())
        {
            _links.Add(link);
            await link.Sender.PreAsync(hub, link, Link(link, this), cancellationToken).ConfigureAwait(false);
        }
        return fresh.Count > 0 || joins.Length > 0;
    }

    private List<EntityChange> Collect(IReadOnlyList<EntityEntry> tracked)
    {
        var fresh = new List<EntityChange>();
        foreach (var entry in tracked)
            if (IsPending(entry) && !state.IsRemembered(entry))
                Announce(entry, fresh);
        foreach (var (owner, owned) in OwnedEntities.Changed(tracked))
            Announce(owner, fresh)?.AddOwned(owned);
        return fresh;
    }

    private EntityChange? Announce(EntityEntry entry, List<EntityChange> fresh)
    {
        if (_entities.TryGetValue(entry.Entity, out var known))
            return fresh.Contains(known) ? known : null;
        if (listeners.Of(entry.Metadata) is not { } heard)
            return null;

        // Announced by the save around this one, which will find nothing left to write.
        if (outer?._entities.Remove(entry.Entity, out var adopted) is true)
        {
            _entities.Add(entry.Entity, adopted);
            return null;
        }

        var change = new EntityChange(entry, heard);
        _entities.Add(entry.Entity, change);
        fresh.Add(change);
        return change;
    }

    private EntityEntry[] Detect()
    {
        var tracker = context.ChangeTracker;
        if (tracker.CascadeDeleteTiming == CascadeTiming.OnSaveChanges)
            tracker.CascadeChanges();
        // Detects changes too, unless the context has that turned off.
        return [.. tracker.Entries()];
    }

    private SendContext Link(LinkChange link, ISignalTransaction transaction) =>
        new(link.Navigation.DeclaringEntityType.ClrType, services, transaction);

    private static bool IsPending(EntityEntry entry) =>
        entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted;
}
