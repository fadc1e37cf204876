namespace MySite.Signals.Outbox;

/// <summary>Stores a row during the send, by which the receiver is found and called later.</summary>
internal abstract class StoredConnection<TPayload>(
    SignalConnection info, int registration, Invoker<TPayload> invoker, PayloadVersions<TPayload> versions)
    : Connection<TPayload>(info, invoker.Identity, registration), IDurableConnection
{
    public string StoredName => Info.Key ?? Info.Receiver;

    public override Invoker<TPayload> Invoker => invoker;

    public override bool NeedsServices => true;

    protected PayloadVersions<TPayload> Versions => versions;

    public ValueTask DeliverAsync(
        string payload, int version, IServiceProvider services, CancellationToken cancellationToken) =>
        invoker.InvokeAsync(versions.Read(version, payload, Info.Signal), services, cancellationToken);
}
