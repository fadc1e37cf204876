using Microsoft.EntityFrameworkCore;

namespace MySite.Signals.EntityFramework;

internal sealed class EntitySender<TEntity> : EntitySender
    where TEntity : class
{
    public override bool HearsSaves(SignalHub hub, Type sender) =>
        HearsPreSave(hub, sender) || hub.HasReceivers(ModelSignals.PostSave<TEntity>(), sender);

    public override bool HearsPreSave(SignalHub hub, Type sender) => hub.HasReceivers(ModelSignals.PreSave<TEntity>(), sender);

    public override bool HearsDeletes(SignalHub hub, Type sender) =>
        hub.HasReceivers(ModelSignals.PreDelete<TEntity>(), sender) ||
        hub.HasReceivers(ModelSignals.PostDelete<TEntity>(), sender);

    public override bool HearsBulk(SignalHub hub, Type sender) => hub.HasReceivers(ModelSignals.BulkChanged<TEntity>(), sender);

    public override bool HearsInit(SignalHub hub, Type sender) => hub.HasReceivers(ModelSignals.PostInit<TEntity>(), sender);

    public override bool HearsPre(SignalHub hub, EntityChange change) => change.Deleted
        ? hub.HasReceivers(ModelSignals.PreDelete<TEntity>(), change.Type)
        : HearsPreSave(hub, change.Type);

    public override ValueTask PreAsync(SignalHub hub, EntityChange change, SendContext context, CancellationToken token)
    {
        var entity = (TEntity)change.Entity;
        return change.Deleted
            ? hub.SendAsync(
                ModelSignals.PreDelete<TEntity>(),
                new PreDelete<TEntity>(entity, change.Origin, change.Context),
                context,
                token)
            : hub.SendAsync(
                ModelSignals.PreSave<TEntity>(),
                new PreSave<TEntity>(entity, change.Created, change.Changes, change.UpdateFields, change.Context),
                context,
                token);
    }

    // Robust and not cancelled: the rows are written, and no receiver can make that untrue.
    public override async ValueTask PostAsync(SignalHub hub, EntityChange change, SendContext context)
    {
        if (change.Deleted)
            await hub.SendRobustAsync(
                ModelSignals.PostDelete<TEntity>(), Deleted(change), context, CancellationToken.None).ConfigureAwait(false);
        else
            await hub.SendRobustAsync(
                ModelSignals.PostSave<TEntity>(), Saved(change), context, CancellationToken.None).ConfigureAwait(false);
    }

    public override bool IsStored(StoringListeners storing, EntityChange change) => storing.Hear(
        change.Deleted ? ModelSignals.PostDelete<TEntity>() : ModelSignals.PostSave<TEntity>(), change.Type);

    public override ValueTask StoreAsync(
        StoringListeners storing, EntityChange change, SendContext context, CancellationToken token) => change.Deleted
            ? storing.StoreAsync(ModelSignals.PostDelete<TEntity>(), Deleted(change), context, token)
            : storing.StoreAsync(ModelSignals.PostSave<TEntity>(), Saved(change), context, token);

    // Robust and not cancelled, for the same reason.
    public override async ValueTask BulkAsync(
        SignalHub hub, BulkStatement statement, int rows, DbContext database, SendContext context) =>
        await hub.SendRobustAsync(
            ModelSignals.BulkChanged<TEntity>(),
            new BulkChanged<TEntity>(statement.EntityType, statement.Kind, rows, statement.UpdateFields, database),
            context,
            CancellationToken.None).ConfigureAwait(false);

    public override ValueTask InitAsync(SignalHub hub, object entity, DbContext database, SendContext context) =>
        hub.SendAsync(
            ModelSignals.PostInit<TEntity>(), new PostInit<TEntity>((TEntity)entity, database), context, CancellationToken.None);

    private static PostSave<TEntity> Saved(EntityChange change) =>
        new((TEntity)change.Entity, change.Created, change.Changes, change.UpdateFields, change.Context);

    private static PostDelete<TEntity> Deleted(EntityChange change) =>
        new((TEntity)change.Entity, change.Origin, change.Context);
}
