using System.Collections.Concurrent;

namespace MySite.Signals.EntityFramework;

/// <summary>Turns an untyped change of links into the typed payload of one direction of a relation.</summary>
internal abstract class LinkSender
{
    private static readonly ConcurrentDictionary<(Type Instance, Type Related), LinkSender> Cache = new();

    public static LinkSender Of(Type instance, Type related) => Cache.GetOrAdd((instance, related), static types =>
        (LinkSender)Activator.CreateInstance(typeof(LinkSender<,>).MakeGenericType(types.Instance, types.Related))!);

    public abstract bool HasReceivers(SignalHub hub, Type sender);

    public abstract ValueTask PreAsync(SignalHub hub, LinkChange change, SendContext context, CancellationToken token);

    public abstract ValueTask PostAsync(SignalHub hub, LinkChange change, SendContext context);

    /// <summary>Whether the save is to store deliveries.</summary>
    public abstract bool IsStored(StoringListeners storing, LinkChange change);

    public abstract ValueTask StoreAsync(
        StoringListeners storing, LinkChange change, SendContext context, CancellationToken token);
}
