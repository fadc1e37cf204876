using Microsoft.EntityFrameworkCore;

namespace MySite.Signals.EntityFramework;

/// <summary>One SaveChanges, from its first pre signal to its last post signal.</summary>
internal sealed class SaveFrame(
    SignalHub hub, DbContext context, ContextState state, ModelListeners listeners, StoringListeners storing,
    IServiceProvider? services, bool synchronous)
{
    private const int MaxRounds = 16;
    private readonly PendingChanges _changes = new(listeners);
    private SaveFrame? _outer;
    private bool _isHeard;
    private bool _isWaiting;

    /// <summary>Whether pre signals are still being sent, so that a save which starts now is nested.</summary>
    public bool IsPreparing { get; private set; } = true;

    /// <summary>Whether the save has, as far as one can see, not happened.</summary>
    public bool IsUnwritten => _changes.Entities.All(change => change.IsPending) && _changes.Links.All(link => link.IsPending);

    public DeferredWork Deferred { get; } = new(hub.Committed);

    /// <summary>A save inside the pre signals of another writes what is pending there too, and announces it.</summary>
    public void TakeOver(SaveFrame outer)
    {
        _outer = outer;
        Move(outer, this);
    }

    /// <summary>The inner save failed: what it took over is still for the outer one to write.</summary>
    public void GiveBack()
    {
        if (_outer is { IsPreparing: true })
            Move(this, _outer);
    }

    /// <summary>The save failed: runs what waited for that, or leaves it to the transaction around the save.</summary>
    public Task UndoAsync()
    {
        if (!state.Transaction.IsOpen)
            return Deferred.EndAsync(committed: false);
        Deferred.UndoInside(state.Transaction);
        return Task.CompletedTask;
    }

    public async ValueTask RaisePreAsync(CancellationToken cancellationToken)
    {
        for (var round = 0; await RaiseNewAsync(cancellationToken).ConfigureAwait(false); round++)
            if (round == MaxRounds)
                throw new InvalidOperationException(
                    $"Receivers of pre signals kept adding changes to {context.GetType().Name} in {MaxRounds} rounds. " +
                    "Let one of them stop, or connect it to the post signal.");
    }

    /// <summary>
    /// Leaves it to EF to detect changes, once, where the save has nothing to do before; looking for them costs more than all
    /// the rest.
    /// </summary>
    public bool TryWaitForDetection()
    {
        var tracker = context.ChangeTracker;
        _isWaiting = listeners.OnlyAfter && !storing.Any && _outer is null && tracker.AutoDetectChangesEnabled
            && !tracker.CascadesOnSave() && state.WatchesDetection;
        IsPreparing = !_isWaiting;
        return _isWaiting;
    }

    /// <summary>EF has detected changes, maybe not for the last time before it saves.</summary>
    public void ReadDetected()
    {
        if (!_isWaiting)
            return;
        _changes.Read(TrackedEntities.Detected(context, state.Unaccepted));
        _changes.Settle();
    }

    /// <summary>The statements are about to be executed: what is detected from now on belongs to another save.</summary>
    public void StopWaiting()
    {
        if (_isWaiting && hub.Monitor is not null)
            NoteUnheard();
        _isWaiting = false;
    }

    public void Settle()
    {
        // Unless a receiver has run, of this save or of one around it, everything is as it was read.
        if (_isHeard || _outer is not null)
            _changes.Settle();
        IsPreparing = false;
    }

    /// <summary>Whether the save is to store deliveries along with what it writes.</summary>
    public bool IsStored => storing.Any
        && (_changes.Entities.Any(change => change.Senders.Any(sender => sender.IsStored(storing, change)))
            || _changes.Links.Any(link => link.Sender.IsStored(storing, link)));

    /// <summary>The statements have been executed, and nothing is committed.</summary>
    public async ValueTask StoreAsync(CancellationToken cancellationToken)
    {
        using var made = new GeneratedValues(context);
        foreach (var change in _changes.Entities)
        {
            change.Complete();
            foreach (var sender in change.Senders)
                await sender.StoreAsync(storing, change, Stored(change.Type), cancellationToken).ConfigureAwait(false);
        }
        foreach (var link in _changes.Links)
        {
            link.Complete();
            await link.Sender.StoreAsync(storing, link, Stored(link.SenderType), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <exception cref="InvalidOperationException">The outbox would be written by another context, or by nobody.</exception>
    public void CheckStorage()
    {
        if (state.ExecutesSaves && ReferenceEquals(services?.GetRequiredService<ISignalTransaction>(), state.Transaction))
            return;
        var name = context.GetType().Name;
        throw new InvalidOperationException(state.ExecutesSaves
            ? $"Durable receivers hear of what this {name} saves, but it is not its scope's own: take it from AddDbContext, " +
                $"not from a pool or a factory, and name it in AddModelSignals<{name}>()."
            : $"Durable receivers hear of what {name} saves: call UseModelSignals after the method that chooses the provider.");
    }

    public async ValueTask RaisePostAsync()
    {
        foreach (var change in _changes.Entities)
        {
            change.Complete();
            change.Remember(state.Unaccepted);
        }
        foreach (var link in _changes.Links)
        {
            link.Complete();
            link.Remember(state.Unaccepted);
        }

        foreach (var change in _changes.Written)
            foreach (var sender in change.Senders)
                await sender.PostAsync(hub, change, From(change.Type)).ConfigureAwait(false);
        foreach (var link in _changes.Links)
            await link.Sender.PostAsync(hub, link, From(link.SenderType)).ConfigureAwait(false);
    }

    // There is nobody, or the save would not have waited; a send to nobody is over at once.
    private void NoteUnheard()
    {
        foreach (var change in _changes.Entities)
            foreach (var sender in change.Senders)
                sender.PreAsync(hub, change, From(change.Type), CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    /// <returns>Whether a receiver was called, which may have changed something.</returns>
    private async ValueTask<bool> RaiseNewAsync(CancellationToken cancellationToken)
    {
        _changes.Read(await FindAsync(cancellationToken).ConfigureAwait(false));
        var links = _changes.Links.Count == 0 ? [] : _changes.Links.Where(link => link.IsNews).ToArray();

        // A receiver may have saved meanwhile: then the inner frame has announced the rest, and keeps it if it succeeded.
        var isHeard = links.Length > 0;
        foreach (var change in _changes.News)
            if (change.IsNews && _changes.Holds(change))
            {
                change.Announce();
                foreach (var sender in change.Senders)
                {
                    var isHearing = sender.HearsPre(hub, change);
                    isHeard |= isHearing;
                    if (isHearing || hub.Monitor is not null)
                        await sender.PreAsync(hub, change, From(change.Type), cancellationToken).ConfigureAwait(false);
                }
            }

        foreach (var link in links)
            if (link.IsNews && _changes.Holds(link))
            {
                link.Announce();
                await link.Sender.PreAsync(hub, link, From(link.SenderType), cancellationToken).ConfigureAwait(false);
            }
        _isHeard |= isHeard;
        return isHeard;
    }

    private async ValueTask<TrackedEntities> FindAsync(CancellationToken cancellationToken)
    {
        var tracked = TrackedEntities.Of(context, state.Unaccepted);
        if (!tracked.HasDeletions)
            return tracked;
        var options = ModelSignalsExtension.Of(context).Options;
        var collector = new Collector(
            context, listeners.Deletions, _changes.Collected, options.LoadsDependents, synchronous);
        while (await collector.CollectAsync(tracked, cancellationToken).ConfigureAwait(false))
            tracked = TrackedEntities.Of(context, state.Unaccepted);
        return tracked;
    }

    private SendContext From(Type sender) =>
        new(sender, services, IsPreparing || !state.Transaction.IsOpen ? Deferred : state.Transaction, synchronous);

    private SendContext Stored(Type sender) => new(sender, services, state.Transaction, synchronous);

    private static void Move(SaveFrame source, SaveFrame target)
    {
        target._changes.TakeOver(source._changes);
        source.Deferred.MoveTo(target.Deferred);
    }
}
