using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MySite.Signals.EntityFramework;

/// <summary>Raises the model signals around the saves of every context.</summary>
internal sealed class SaveSignals(SignalHub hub, ContextStates states, ListenerCache cache, RootServices root)
{
    public ValueTask BeforeAsync(
        DbContext context, InterceptionResult<int> result, bool synchronous, CancellationToken cancellationToken)
    {
        var listeners = cache.Of(context.Model);
        // Another interceptor may answer in place of the database: then nothing will be written.
        if (!listeners.Any || result.HasResult)
        {
            states.Find(context)?.Saves.Begin(null);
            return default;
        }

        var state = states.Of(context);
        var frame = new SaveFrame(hub, context, state, listeners, cache.Storing, state.FindServices(root), synchronous);
        state.Saves.Begin(frame);
        if (frame.TryWaitForDetection())
            return default;
        return PrepareAsync(state.Saves, frame, synchronous, cancellationToken);
    }

    public ValueTask AfterAsync(DbContext context, bool synchronous) =>
        states.Find(context) is { } state && state.Saves.End() is { } frame
            ? AnnounceAsync(state, frame, synchronous)
            : default;

    /// <returns>A task that ends when the after-rollback receivers have run; no error comes out of it.</returns>
    public Task FailedAsync(DbContext? context) =>
        states.Find(context)?.Saves.Fail()?.UndoAsync() ?? Task.CompletedTask;

    /// <summary>The one failure that EF reports nowhere else, at a time when the save's transaction is still open.</summary>
    public void LostRace(DbContext? context)
    {
        if (states.Find(context) is { Saves.IsWatched: false } state)
            _ = state.Saves.Fail()?.UndoAsync();
    }

    // EF calls no interceptor back when this one throws, so the frame is dropped here.
    private static async ValueTask PrepareAsync(
        SaveStack saves, SaveFrame frame, bool synchronous, CancellationToken cancellationToken)
    {
        try
        {
            await frame.RaisePreAsync(cancellationToken).ConfigureAwait(false);
            saves.Settle(frame);
            if (frame.IsStored)
                frame.CheckStorage();
        }
        catch
        {
            saves.Abort(frame);
            var undone = frame.UndoAsync();
            if (!synchronous)
                await undone.ConfigureAwait(false);
            throw;
        }
    }

    private static async ValueTask AnnounceAsync(ContextState state, SaveFrame frame, bool synchronous)
    {
        if (!frame.Deferred.IsEmpty && state.Transaction.IsOpen)
            frame.Deferred.MoveTo(state.Transaction);
        await state.Saves.AnnounceAsync(frame).ConfigureAwait(false);
        var committed = frame.Deferred.EndAsync(committed: true);
        if (!synchronous)
            await committed.ConfigureAwait(false);
    }
}
