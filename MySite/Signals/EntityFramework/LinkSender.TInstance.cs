namespace MySite.Signals.EntityFramework;

internal sealed class LinkSender<TInstance, TRelated> : LinkSender
    where TInstance : class
    where TRelated : class
{
    private static readonly Signal<M2MChanged<TInstance, TRelated>> Signal = ModelSignals.M2MChanged<TInstance, TRelated>();

    public override bool HasReceivers(SignalHub hub, Type sender) => hub.HasReceivers(Signal, sender);

    public override ValueTask PreAsync(SignalHub hub, LinkChange change, SendContext context, CancellationToken token) =>
        hub.SendAsync(Signal, Payload(change, change.PreAction), context, token);

    public override async ValueTask PostAsync(SignalHub hub, LinkChange change, SendContext context) =>
        await hub.SendRobustAsync(Signal, Payload(change, change.PostAction), context, CancellationToken.None)
            .ConfigureAwait(false);

    public override bool IsStored(StoringListeners storing, LinkChange change) => storing.Hear(Signal, change.SenderType);

    public override ValueTask StoreAsync(
        StoringListeners storing, LinkChange change, SendContext context, CancellationToken token) =>
        storing.StoreAsync(Signal, Payload(change, change.PostAction), context, token);

    private static M2MChanged<TInstance, TRelated> Payload(LinkChange change, M2MAction action) =>
        new(action, (TInstance)change.Instance, change.Navigation.Name, change.Keys, change.Context);
}
