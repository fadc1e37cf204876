namespace MySite.Signals;

internal abstract class Connection<TPayload>(SignalConnection info, object identity, int registration)
    : Connection(info, identity, registration)
{
    private Func<TPayload, CancellationToken, ValueTask>? _plain;

    public abstract Invoker<TPayload> Invoker { get; }

    /// <summary>What else must hold for a call; set once, before the hub knows the connection.</summary>
    public ConnectionRules<TPayload>? Rules { private get; set; }

    /// <summary>
    /// The receiver itself, if it is called during the send, hears anybody and needs nothing but the payload.
    /// </summary>
    public Func<TPayload, CancellationToken, ValueTask>? Plain
    {
        get => Info.Sender is null && Rules is null && !Waits ? _plain : null;
        protected init => _plain = value;
    }

    public override bool IsDead => Rules is { IsDead: true };

    public override void TryCreateReceiver(IServiceProvider services) => Invoker.TryCreate(services);

    /// <summary>Whether the source of the signal stores deliveries itself, so that a send has nothing to call.</summary>
    public virtual bool IsStoredBySource => false;

    public abstract ValueTask InvokeAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken);

    /// <summary>As <see cref="InvokeAsync"/>, under the eyes of the hub's monitor.</summary>
    /// <param name="hub">The hub.</param>
    /// <param name="payload">For the receiver.</param>
    /// <param name="context">Of the send.</param>
    /// <param name="moment">When it begins; when it ended, afterwards, if it has. Unused without a monitor.</param>
    /// <param name="cancellationToken">For the receiver.</param>
    public ValueTask CallAsync(
        SignalHub hub, TPayload payload, in SendContext context, ref long moment, CancellationToken cancellationToken) =>
        hub.Monitor is { } monitor && !IsStoredBySource
            ? monitor.CallAsync(this, payload, context, ref moment, cancellationToken)
            : InvokeAsync(payload, context, cancellationToken);

    /// <summary>Whether this send, from this sender and in this flow, is for the receiver.</summary>
    public bool Accepts(TPayload payload, object? sender, SignalHub hub) =>
        Hears(sender) && IsAllowed(payload) && IsAudible(hub);

    /// <summary>Notes a receiver that would have run but for a rule or a scope; another sender's needs no note.</summary>
    public void NoteSkip(SignalHub hub, in SendContext context, ref long moment)
    {
        // The condition is not asked again: it is the sender's code, and may count or throw.
        if (hub.Monitor is { } monitor && Hears(context.Sender))
            moment = monitor.NoteSkip(this, context, Rules?.Refusal ?? (IsAudible(hub) ? Info.Condition : null) ?? "muted");
    }

    private bool IsAllowed(TPayload payload) => Rules is null || Rules.Allow(payload);

    private bool IsAudible(SignalHub hub) => !hub.IsWatched || SignalFilter.Allows(hub, Info);

    /// <summary>Right before the call: <see langword="false"/> if another send has taken the only one.</summary>
    public bool Claim(SignalHub hub)
    {
        if (Rules is not { Once: true } rules)
            return true;
        if (!rules.Claim())
            return false;
        hub.Disconnect(Info.Signal, this);
        return true;
    }
}
