namespace MySite.Signals.Identity;

/// <summary>A signal with its payload, ready to be sent when the change that it is about has been written.</summary>
internal abstract class Announcement
{
    public abstract ValueTask SendAsync(ISignalSender signals, Type sender, CancellationToken cancellationToken);

    public abstract Task SendRobustAsync(ISignalSender signals, Type sender, CancellationToken cancellationToken);

    public static Announcement Of<TPayload>(Signal<TPayload> signal, TPayload payload) => new Typed<TPayload>(signal, payload);

    private sealed class Typed<TPayload>(Signal<TPayload> signal, TPayload payload) : Announcement
    {
        public override ValueTask SendAsync(ISignalSender signals, Type sender, CancellationToken cancellationToken) =>
            signals.SendAsync(signal, payload, sender, cancellationToken);

        public override async Task SendRobustAsync(
            ISignalSender signals, Type sender, CancellationToken cancellationToken) =>
            await signals.SendRobustAsync(signal, payload, sender, cancellationToken).ConfigureAwait(false);
    }
}
