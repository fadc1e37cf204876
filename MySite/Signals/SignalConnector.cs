using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using MySite.Signals.Outbox;

namespace MySite.Signals;

/// <summary>A connection to be: say whom to hear and in what order, then finish with a verb.</summary>
/// <remarks>
/// Each verb connects once; disposing what it returns disconnects (Django's <c>disconnect</c>). Connecting the same
/// receiver to the same sender again is harmless within one registration (it gives the same connection, so disposing either
/// ends it), and an error when two registrations do it: the welcome mail must not go out twice because two files wired it.
/// Receivers are held strongly unless <see cref="Weakly"/> says otherwise. Not thread-safe; the verbs are.
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
    private Func<TPayload, bool>? _condition;
    private string? _conditionText;
    private bool _once;
    private bool _weak;

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

    /// <summary>Calls the receiver only for payloads that <paramref name="condition"/> is true for.</summary>
    /// <param name="condition">
    /// Asked during the send, also for a receiver that runs later; maybe more than once, so it looks and does nothing. Its error
    /// counts as the receiver's.
    /// </param>
    /// <param name="text">Filled in by the compiler, for the signal map.</param>
    /// <returns>This connector.</returns>
    public SignalConnector<TPayload> When(
        Func<TPayload, bool> condition, [CallerArgumentExpression(nameof(condition))] string text = "")
    {
        ArgumentNullException.ThrowIfNull(condition);
        (_condition, _conditionText) = (condition, text);
        return this;
    }

    /// <summary>Calls the receiver once, for one send of however many at the same time, and disconnects it.</summary>
    /// <returns>This connector.</returns>
    public SignalConnector<TPayload> Once()
    {
        _once = true;
        return this;
    }

    /// <summary>Does not keep the receiver's object alive: when it is collected, the connection ends.</summary>
    /// <returns>This connector.</returns>
    /// <remarks>
    /// Django's default, and why its receivers vanish; here it is for objects that live shorter than the host and cannot be
    /// disposed. Only for a method of an object: a lambda would be collected at once, and is refused.
    /// </remarks>
    public SignalConnector<TPayload> Weakly()
    {
        _weak = true;
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
    /// <exception cref="InvalidOperationException">
    /// Another registration connected the same receiver or key, or it is to be held weakly and is no method of an object.
    /// </exception>
    public IDisposable Call(Func<TPayload, CancellationToken, ValueTask> receiver)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        return Inline(Method(receiver, receiver));
    }

    /// <inheritdoc cref="Call(Func{TPayload, CancellationToken, ValueTask})"/>
    public IDisposable Call(Action<TPayload> receiver)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        return Inline(Method(receiver, (payload, _) =>
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
        return AfterCommit(Method(receiver, receiver));
    }

    /// <summary>Calls a receiver from the container after a rollback; never after a commit.</summary>
    /// <inheritdoc cref="Call{TReceiver}"/>
    public IDisposable AfterRollback<TReceiver>()
        where TReceiver : IReceiver<TPayload> => AfterRollback(Invoker<TPayload>.For<TReceiver>());

    /// <summary>Calls a method after a rollback; never after a commit.</summary>
    /// <inheritdoc cref="Call(Func{TPayload, CancellationToken, ValueTask})"/>
    public IDisposable AfterRollback(Func<TPayload, CancellationToken, ValueTask> receiver)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        return AfterRollback(Method(receiver, receiver));
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
        return Connect(Durable(Invoker<TPayload>.For<TReceiver>(), stored));
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
        return Connect(EveryNode(Invoker<TPayload>.For<TReceiver>(), stored));
    }

    /// <summary>Stores a copy of what matters in place of the payload, which may hold an entity or be large.</summary>
    /// <typeparam name="TStored">A small record with ids and values, and nothing of the entity itself.</typeparam>
    /// <param name="copy">
    /// Makes the copy; <see langword="null"/> stores nothing of this payload. Called during the save, when the database has
    /// made its keys: its error fails the save. It must not use the context.
    /// </param>
    /// <param name="json">How the copy is stored and read back, from a <c>JsonSerializerContext</c>.</param>
    /// <returns>The connection to be, with the verbs of what is stored.</returns>
    /// <exception cref="InvalidOperationException">The signal tells of what has not happened yet.</exception>
    /// <example>
    /// <code>
    /// hub.On(ModelSignals.PostSave&lt;Order&gt;())
    ///     .Storing(save => save.Created ? new OrderPlaced(save.Entity.Id) : null, ShopJson.Default.OrderPlaced)
    ///     .Durably&lt;SendInvoice&gt;();
    /// </code>
    /// </example>
    public StoringConnector<TPayload, TStored> Storing<TStored>(Func<TPayload, TStored?> copy, JsonTypeInfo<TStored> json)
        where TStored : class => Storing(copy, PayloadVersions.First(json));

    /// <summary>Stores a copy of what matters, which has been stored in other forms before.</summary>
    /// <param name="copy">Makes the copy.</param>
    /// <param name="versions">The forms, oldest first; what is stored in an old one is upgraded when it is read.</param>
    /// <inheritdoc cref="Storing{TStored}(Func{TPayload, TStored}, JsonTypeInfo{TStored})"/>
    public StoringConnector<TPayload, TStored> Storing<TStored>(
        Func<TPayload, TStored?> copy, PayloadVersions<TStored> versions)
        where TStored : class
    {
        ArgumentNullException.ThrowIfNull(copy);
        ArgumentNullException.ThrowIfNull(versions);
        if (_signal.StoredWhen == StoredWhen.Never)
            throw new InvalidOperationException(
                $"{_signal} tells of what has not happened yet, and may not happen: connect durably to the post signal.");
        return new StoringConnector<TPayload, TStored>(this, copy, versions);
    }

    internal DurableConnection<TStored> Durable<TStored>(Invoker<TStored> invoker, PayloadVersions<TStored> stored) =>
        new(Info(invoker, ConnectionPhase.Durable), _hub.Registration, Identified(invoker), stored);

    internal EveryNodeConnection<TStored> EveryNode<TStored>(Invoker<TStored> invoker, PayloadVersions<TStored> stored) =>
        new(Info(invoker, ConnectionPhase.EveryNode), _hub.Registration, Identified(invoker), stored);

    internal IDisposable Store<TStored>(StoredConnection<TStored> stored, Func<TPayload, TStored?> copy)
        where TStored : class =>
        Connect(new StoringConnection<TPayload, TStored>(
            stored, _hub.Registration, copy, _signal.StoredWhen == StoredWhen.Saved));

    private PayloadVersions<TPayload> Stored(string how) => _signal.Stored ?? throw new InvalidOperationException(
        $"Signal {_signal} cannot be {how}: its payload {typeof(TPayload).Name} cannot be stored. " +
        (_signal.StoredWhen == StoredWhen.Sent
            ? "Give the signal's constructor the payload's JsonTypeInfo."
            : "Say with Storing what to store of it."));

    private IDisposable Inline(Invoker<TPayload> invoker) =>
        Connect(new InlineConnection<TPayload>(Info(invoker, ConnectionPhase.Inline), _hub.Registration, Identified(invoker)));

    private IDisposable AfterCommit(Invoker<TPayload> invoker) =>
        Connect(new AfterCommitConnection<TPayload>(
            Info(invoker, ConnectionPhase.AfterCommit), _hub.Registration, Identified(invoker), _hub));

    private IDisposable AfterRollback(Invoker<TPayload> invoker) =>
        Connect(new AfterRollbackConnection<TPayload>(
            Info(invoker, ConnectionPhase.AfterRollback), _hub.Registration, Identified(invoker), _hub));

    private IDisposable Connect(Connection<TPayload> connection)
    {
        if (_weak && connection.Invoker.Weak is null)
            throw new InvalidOperationException(
                $"{connection.Info.Receiver} comes from the container, which decides how long it lives. Leave Weakly out.");
        if (_condition is not null || _once || _weak)
            connection.Rules = new(_condition, _once, connection.Invoker.Weak);
        return _hub.Connect(_signal, connection);
    }

    private Invoker<TPayload> Method(Delegate receiver, Func<TPayload, CancellationToken, ValueTask> call) =>
        Invoker<TPayload>.For(receiver, call, _weak);

    private SignalConnection Info<TGiven>(Invoker<TGiven> invoker, ConnectionPhase phase) =>
        new(_signal, invoker.Name, _sender, phase, _priority, _key, _file, _line)
        {
            ReceiverType = invoker.Type,
            Condition = _conditionText,
            Once = _once,
            Weak = _weak,
        };

    private Invoker<TGiven> Identified<TGiven>(Invoker<TGiven> invoker) =>
        _key is null ? invoker : invoker with { Identity = _key };
}
