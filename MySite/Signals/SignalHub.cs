using System.Runtime.CompilerServices;
using MySite.Signals.Diagnostics;
using MySite.Signals.Outbox;

namespace MySite.Signals;

/// <summary>The hub: a table of topics, read without a lock.</summary>
internal sealed class SignalHub : HubSender, ISignalHub, IDisposable
{
    private readonly Lock _gate = new();
    private volatile Topic?[] _topics = [];
    private volatile int _version;
    private volatile int _watches;

    public SignalHub(IServiceScopeFactory scopes, IEnumerable<ReceiverRegistration> registrations, ILogger<SignalHub> logger,
        SignalMonitor? monitor = null)
        : base(null)
    {
        (Scopes, Logger) = (scopes, logger);
        Monitor = monitor is { Options.Enabled: true } ? monitor : null;
        Committed = new CommittedWork(scopes, logger);
        foreach (var registration in registrations)
        {
            Registration++;
            registration.Connect(this);
        }
        Registration = 0;
    }

    public IServiceScopeFactory Scopes { get; }

    public ILogger Logger { get; }

    /// <summary>Who sees everything that is sent, if anybody does.</summary>
    public SignalMonitor? Monitor { get; }

    public CommittedWork Committed { get; }

    /// <summary>The registration at work while the hub is built; 0 afterwards.</summary>
    public int Registration { get; private set; }

    /// <summary>Counts connects and disconnects, so that sources can cache "nobody listens".</summary>
    public int Version => _version;

    /// <summary>Whether a scope of some flow may keep receivers from running.</summary>
    public bool IsWatched => _watches > 0;

    public IReadOnlyList<SignalConnection> Connections =>
        [.. AllConnections.Where(connection => !connection.IsDead).Select(connection => connection.Info)];

    /// <summary>As <see cref="Connections"/>, but the working parts.</summary>
    public IEnumerable<Connection> AllConnections => _topics.OfType<Topic>().SelectMany(topic => topic.Connections);

    public SignalConnector<TPayload> On<TPayload>(
        Signal<TPayload> signal, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return new SignalConnector<TPayload>(this, signal, file, line);
    }

    /// <returns><see langword="null"/> if nobody is connected.</returns>
    public Topic<TPayload>? Find<TPayload>(Signal<TPayload> signal)
    {
        if (signal.Shortcut is { } shortcut && shortcut.Hub == this)
            return shortcut;
        var topics = _topics;
        var index = signal.Index;
        // The index is handed out once for each signal object, so the topic behind it has this very type.
        return (uint)index < (uint)topics.Length ? Unsafe.As<Topic<TPayload>?>(topics[index]) : null;
    }

    public bool HasReceivers<TPayload>(Signal<TPayload> signal, object? sender = null) =>
        Find(signal)?.HasReceivers(sender) is true;

    public ValueTask SendAsync<TPayload>(
        Signal<TPayload> signal, TPayload payload, in SendContext context, CancellationToken cancellationToken) =>
        Find(signal) is { } topic
            ? topic.SendAsync(payload, context, cancellationToken)
            : Unheard(signal, payload, context);

    public ValueTask<SendResult> SendRobustAsync<TPayload>(
        Signal<TPayload> signal, TPayload payload, in SendContext context, CancellationToken cancellationToken) =>
        Find(signal) is { } topic
            ? topic.SendRobustAsync(payload, context, cancellationToken)
            : UnheardRobust(signal, payload, context);

    // The context is made here: where senders are, room for it would have to be cleared at each send.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ValueTask Unheard<TPayload>(Signal<TPayload> signal, TPayload payload, object? sender) =>
        Unheard(signal, payload, new SendContext(sender));

    private ValueTask Unheard<TPayload>(Signal<TPayload> signal, TPayload payload, in SendContext context)
    {
        Monitor?.NoteUnheard(signal, payload, context);
        return default;
    }

    public ValueTask<SendResult> UnheardRobust<TPayload>(Signal<TPayload> signal, TPayload payload, in SendContext context)
    {
        Monitor?.NoteUnheard(signal, payload, context);
        return default;
    }

    public IDisposable Connect<TPayload>(Signal<TPayload> signal, Connection<TPayload> connection)
    {
        lock (_gate)
        {
            RemoveDead(signal);
            var topic = Find(signal) ?? new Topic<TPayload>(this, signal, []);
            if (Duplicates.Find(topic, connection) is { } existing)
                return new Disconnection(this, existing);
            if (connection is IDurableConnection durable)
                StoredName.MustBeFree(AllConnections, durable);

            Put(signal, topic.With(connection));
            return new Disconnection(this, connection);
        }
    }

    public void Disconnect(Signal signal, Connection connection)
    {
        lock (_gate)
            if (Find(signal) is { } topic && topic.Connections.Contains(connection))
                Put(signal, topic.Without(connection));
    }

    /// <summary>Something has changed that the topic's short way depends on.</summary>
    public void Renew(Signal signal)
    {
        lock (_gate)
            if (Find(signal) is { } topic)
                Set(signal.Index, topic.Renewed());
    }

    /// <summary>Signals live as long as the process, and would keep the host of the hub alive.</summary>
    public void Dispose()
    {
        lock (_gate)
            foreach (var topic in _topics)
                topic?.Close();
    }

    public void BeginWatch() => Watch(+1);

    public void EndWatch() => Watch(-1);

    private Topic? Find(Signal signal) => signal.Index < _topics.Length ? _topics[signal.Index] : null;

    private void Put(Signal signal, Topic? topic)
    {
        if (signal.Index >= _topics.Length)
        {
            var grown = new Topic?[signal.Index + 1];
            _topics.CopyTo(grown, 0);
            _topics = grown;
        }
        Set(signal.Index, topic);
        _version++;
    }

    private void Set(int index, Topic? topic)
    {
        var former = _topics[index];
        Volatile.Write(ref _topics[index], topic);
        if (topic is not null)
            topic.Open();
        else
            former?.Close();
    }

    private void RemoveDead(Signal signal)
    {
        while (Find(signal) is { } topic && topic.Connections.FirstOrDefault(connection => connection.IsDead) is { } dead)
            Put(signal, topic.Without(dead));
    }

    // The short way of a topic does not look for scopes, so there is none while there are scopes.
    private void Watch(int change)
    {
        lock (_gate)
        {
            _watches += change;
            if (_watches == Math.Max(change, 0))
                for (var i = 0; i < _topics.Length; i++)
                    Set(i, _topics[i]?.Renewed());
        }
    }
}
