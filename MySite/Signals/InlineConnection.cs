namespace MySite.Signals;

/// <summary>Calls the receiver during the send.</summary>
internal sealed class InlineConnection<TPayload>(
    SignalConnection info, int registration, Invoker<TPayload> invoker)
    : Connection<TPayload>(info, invoker.Identity, registration)
{
    private readonly Func<TPayload, CancellationToken, ValueTask>? _plain = invoker.Plain;

    public override Invoker<TPayload> Invoker => invoker;

    public override bool NeedsServices => _plain is null;

    public override ValueTask InvokeAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken) =>
        _plain is { } plain
            ? plain(payload, cancellationToken)
            : invoker.InvokeAsync(payload, context.Services!, cancellationToken);
}
