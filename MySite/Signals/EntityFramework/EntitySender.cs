using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace MySite.Signals.EntityFramework;

/// <summary>Turns an untyped change into the typed payloads of one entity type.</summary>
internal abstract class EntitySender
{
    private static readonly ConcurrentDictionary<Type, EntitySender> Cache = new();

    /// <summary>
    /// The senders that may have something to tell about an entity of <paramref name="type"/>: its own, then its bases'.
    /// </summary>
    public static IEnumerable<EntitySender> Chain(Type type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            yield return Of(current);
        foreach (var implemented in type.GetInterfaces())
            yield return Of(implemented);
    }

    public abstract bool HearsSaves(SignalHub hub, Type sender);

    public abstract bool HearsPreSave(SignalHub hub, Type sender);

    public abstract bool HearsDeletes(SignalHub hub, Type sender);

    public abstract bool HearsBulk(SignalHub hub, Type sender);

    public abstract bool HearsInit(SignalHub hub, Type sender);

    /// <summary>Whether a receiver is going to be called before the change is written.</summary>
    public abstract bool HearsPre(SignalHub hub, EntityChange change);

    public abstract ValueTask PreAsync(SignalHub hub, EntityChange change, SendContext context, CancellationToken token);

    public abstract ValueTask PostAsync(SignalHub hub, EntityChange change, SendContext context);

    /// <summary>Whether the save is to store deliveries.</summary>
    public abstract bool IsStored(StoringListeners storing, EntityChange change);

    public abstract ValueTask StoreAsync(
        StoringListeners storing, EntityChange change, SendContext context, CancellationToken token);

    public abstract ValueTask BulkAsync(
        SignalHub hub, BulkStatement statement, int rows, DbContext database, SendContext context);

    public abstract ValueTask InitAsync(SignalHub hub, object entity, DbContext database, SendContext context);

    private static EntitySender Of(Type type) => Cache.GetOrAdd(type, static type =>
        (EntitySender)Activator.CreateInstance(typeof(EntitySender<>).MakeGenericType(type))!);
}
