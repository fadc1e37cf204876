namespace MySite.Signals;

/// <summary>Calls the receiver during the send.</summary>
internal sealed class InlineConnection<TPayload> : Connection<TPayload>
{
    public InlineConnection(SignalConnection info, int registration, Invoker<TPayload> invoker)
        : base(info, invoker.Identity, registration) => (Invoker, Plain) = (invoker, invoker.Plain);

    public override Invoker<TPayload> Invoker { get; }

    public override bool NeedsServices => Invoker.Plain is null;

    public override ValueTask InvokeAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken) =>
        Invoker.InvokeAsync(payload, context.Services!, cancellationToken);
}
