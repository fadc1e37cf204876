using MySite.Signals.Outbox;

namespace MySite.Signals;

/// <summary>A connection to be: say whom to hear and in what order, then finish with a verb.</summary>
/// <remarks>
/// Each verb connects once; disposing what it returns disconnects (Django's <c>disconnect</c>). Connecting the same
/// receiver to the same sender again is harmless within one registration (it gives the same connection, so disposing either
/// ends it), and an error when two registrations do it: the welcome mail must not go out twice because two files wired it.
/// Receivers are held strongly. Not thread-safe; the verbs are.
/// </remarks>
/// <typeparam name="TPayload">What the receiver is given.</typeparam>
public sealed class SignalConnector<TPayload>
{
    private readonly SignalHub _hub;
    private readonly Signal<TPayload> _signal;
    private readonly string _file;
    private readonly int _line;
    private object? _sender;
    private string? _key;
    private int _priority;

    internal SignalConnector(SignalHub hub, Signal<TPayload> signal, string file, int line) =>
        (_hub, _signal, _sender, _file, _line) = (hub, signal, signal.DefaultSender, file, line);

    /// <summary>Hears only <paramref name="sender"/>, compared by identity. Without this, any sender is heard.</summary>
    /// <param name="sender">Often the type of what the signal is about.</param>
    /// <returns>This connector.</returns>
    public SignalConnector<TPayload> From(object sender)
    {
        ArgumentNullException.ThrowIfNull(sender);
        _sender = sender;
        return this;
    }

    /// <summary>
    /// Hears model signals of derived entity types as well. Without this, the type must match exactly (as in Django).
    /// </summary>
    /// <returns>This connector.</returns>
    public SignalConnector<TPayload> IncludingDerived()
    {
        _sender = null;
        return this;
    }

    /// <summary>
    /// Runs earlier (above 0) or later (below 0) than the others; equal priorities keep the order of connection.
    /// </summary>
    /// <param name="priority">0 unless set.</param>
    /// <returns>This connector.</returns>
    public SignalConnector<TPayload> WithPriority(int priority)
    {
        _priority = priority;
        return this;
    }

    /// <summary>Makes <paramref name="key"/> the identity of the connection, in place of the receiver.</summary>
    /// <param name="key">Django's <c>dispatch_uid</c>.</param>
    /// <returns>This connector.</returns>
    public SignalConnector<TPayload> WithKey(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        _key = key;
        return this;
    }

    /// <summary>Calls a receiver from the container during the send.</summary>
    /// <typeparam name="TReceiver">The receiver; see <see cref="IReceiver{TPayload}"/> for its lifetime.</typeparam>
    /// <returns>Disposing it disconnects.</returns>
    /// <exception cref="InvalidOperationException">Another registration connected the same receiver or key.</exception>
    public IDisposable Call<TReceiver>()
        where TReceiver : IReceiver<TPayload> => Inline(Invoker<TPayload>.For<TReceiver>());

    /// <summary>Calls a method during the send.</summary>
    /// <param name="receiver">The method. Two delegates of one method of one object are one receiver.</param>
    /// <returns>Disposing it disconnects.</returns>
    /// <exception cref="InvalidOperationException">Another registration connected the same receiver or key.</exception>
    public IDisposable Call(Func<TPayload, CancellationToken, ValueTask> receiver)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        return Inline(Invoker<TPayload>.For(receiver, receiver));
    }

    /// <inheritdoc cref="Call(Func{TPayload, CancellationToken, ValueTask})"/>
    public IDisposable Call(Action<TPayload> receiver)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        return Inline(Invoker<TPayload>.For(receiver, (payload, _) =>
        {
            receiver(payload);
            return default;
        }));
    }

    /// <summary>Calls a receiver from the container after the commit; never after a rollback.</summary>
    /// <inheritdoc cref="Call{TReceiver}"/>
    public IDisposable AfterCommit<TReceiver>()
        where TReceiver : IReceiver<TPayload> => AfterCommit(Invoker<TPayload>.For<TReceiver>());

    /// <summary>Calls a method after the commit; never after a rollback.</summary>
    /// <inheritdoc cref="Call(Func{TPayload, CancellationToken, ValueTask})"/>
    public IDisposable AfterCommit(Func<TPayload, CancellationToken, ValueTask> receiver)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        return AfterCommit(Invoker<TPayload>.For(receiver, receiver));
    }

    /// <summary>
    /// Stores a delivery with the sender's transaction; a background service calls the receiver until it succeeds.
    /// </summary>
    /// <remarks>At least once: a receiver may inject <c>Delivery</c> and use its key to recognise a repetition.</remarks>
    /// <inheritdoc cref="Call{TReceiver}"/>
    /// <exception cref="InvalidOperationException">
    /// Another registration connected the same receiver or key, or the signal does not say how its payload is stored.
    /// </exception>
    public IDisposable Durably<TReceiver>()
        where TReceiver : IReceiver<TPayload>
    {
        var stored = Stored("delivered durably");
        var invoker = Invoker<TPayload>.For<TReceiver>();
        var info = Info(invoker, ConnectionPhase.Durable);
        return _hub.Connect(
            _signal, new DurableConnection<TPayload>(info, _hub.Registration, Identified(invoker), typeof(TReceiver), stored));
    }

    /// <summary>
    /// Stores a broadcast with the sender's transaction; every server process runs the receiver once: this one right after
    /// the commit, so that its users see their own changes, the others at their next poll.
    /// </summary>
    /// <remarks>
    /// For what each process has of its own, such as a cache. A process that starts later does not run it. An error is
    /// retried a few times in the process where it happens, then logged. A receiver may inject <c>Delivery</c>.
    /// </remarks>
    /// <inheritdoc cref="Durably{TReceiver}"/>
    public IDisposable OnEveryNode<TReceiver>()
        where TReceiver : IReceiver<TPayload>
    {
        var stored = Stored("sent to every node");
        var invoker = Invoker<TPayload>.For<TReceiver>();
        var info = Info(invoker, ConnectionPhase.EveryNode);
        return _hub.Connect(
            _signal, new EveryNodeConnection<TPayload>(info, _hub.Registration, Identified(invoker), typeof(TReceiver), stored));
    }

    private PayloadVersions<TPayload> Stored(string how) => _signal.Stored ?? throw new InvalidOperationException(
        $"Signal {_signal} cannot be {how}: its payload {typeof(TPayload).Name} cannot be stored. " +
        "Give the signal's constructor the payload's JsonTypeInfo.");

    private IDisposable Inline(Invoker<TPayload> invoker)
    {
        var info = Info(invoker, ConnectionPhase.Inline);
        return _hub.Connect(_signal, new InlineConnection<TPayload>(info, _hub.Registration, Identified(invoker)));
    }

    private IDisposable AfterCommit(Invoker<TPayload> invoker)
    {
        var info = Info(invoker, ConnectionPhase.AfterCommit);
        return _hub.Connect(
            _signal,
            new AfterCommitConnection<TPayload>(info, _hub.Registration, Identified(invoker), _hub.Committed, _hub.Logger));
    }

    private SignalConnection Info(Invoker<TPayload> invoker, ConnectionPhase phase) =>
        new(_signal, invoker.Name, _sender, phase, _priority, _key, _file, _line);

    private Invoker<TPayload> Identified(Invoker<TPayload> invoker) =>
        _key is null ? invoker : invoker with { Identity = _key };
}
