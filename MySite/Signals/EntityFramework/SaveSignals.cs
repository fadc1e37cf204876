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
        var frame = new SaveFrame(hub, context, state, listeners, root.ServicesOf(context), synchronous);
        state.Saves.Begin(frame);
        return PrepareAsync(state.Saves, frame, cancellationToken);
    }

    public ValueTask AfterAsync(DbContext context, bool synchronous) =>
        states.Find(context) is { } state && state.Saves.End() is { } frame
            ? AnnounceAsync(state, frame, synchronous)
            : default;

    public void Failed(DbContext? context) => states.Find(context)?.Saves.Fail();

    // EF calls no interceptor back when this one throws, so the frame is dropped here.
    private static async ValueTask PrepareAsync(SaveStack saves, SaveFrame frame, CancellationToken cancellationToken)
    {
        try
        {
            await frame.RaisePreAsync(cancellationToken).ConfigureAwait(false);
            saves.Settle(frame);
        }
        catch
        {
            saves.Abort(frame);
            throw;
        }
    }

    private async ValueTask AnnounceAsync(ContextState state, SaveFrame frame, bool synchronous)
    {
        if (state.Transaction.IsOpen)
            frame.Deferred.MoveTo(state.Transaction);
        await state.Saves.AnnounceAsync(frame).ConfigureAwait(false);
        var committed = frame.Deferred.RunAsync(hub.Committed);
        if (!synchronous)
            await committed.ConfigureAwait(false);
    }
}
