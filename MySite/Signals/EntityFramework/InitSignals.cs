using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>Raises post_init.</summary>
internal sealed class InitSignals(SignalHub hub, ListenerCache listeners, RootServices root)
{
    public void Raise(DbContext context, IReadOnlyEntityType type, object entity)
    {
        if (listeners.Of(context.Model).InitsOf(type) is not { Length: > 0 } senders)
            return;
        var from = new SendContext(type.ClrType, root.ServicesOf(context));
        foreach (var sender in senders)
            Complete(sender.InitAsync(hub, entity, context, from), type);
    }

    private void Complete(ValueTask call, IReadOnlyEntityType type)
    {
        if (call.IsCompleted)
        {
            call.GetAwaiter().GetResult();
            return;
        }

        _ = AbandonAsync(call, type);
        throw new InvalidOperationException(
            $"A receiver of post_init · {type.ClrType.Name} awaits something, for which a query cannot wait. Let it not await.");
    }

    // It cannot be stopped; that it failed must not go unseen.
    private async Task AbandonAsync(ValueTask call, IReadOnlyEntityType type)
    {
        try
        {
            await call.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            SignalLog.PostInitFailed(hub.Logger, error, type.ClrType.Name);
        }
    }
}
