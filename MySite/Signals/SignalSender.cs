namespace MySite.Signals;

/// <summary>The hub, seen from one scope.</summary>
internal sealed class SignalSender(SignalHub hub, IServiceProvider services) : ISignalSender
{
    public ValueTask SendAsync<TPayload>(
        Signal<TPayload> signal, TPayload payload, object? sender = null, CancellationToken cancellationToken = default) =>
        hub.SendAsync(signal, payload, new SendContext(sender, services), cancellationToken);

    public ValueTask<SendResult> SendRobustAsync<TPayload>(
        Signal<TPayload> signal, TPayload payload, object? sender = null, CancellationToken cancellationToken = default) =>
        hub.SendRobustAsync(signal, payload, new SendContext(sender, services), cancellationToken);
}
