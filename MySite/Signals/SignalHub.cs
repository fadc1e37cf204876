using System.Runtime.CompilerServices;
using MySite.Signals.Outbox;

namespace MySite.Signals;

/// <summary>The hub: a table of topics, read without a lock.</summary>
internal sealed class SignalHub : ISignalHub
{
    private readonly Lock _gate = new();
    private readonly IServiceScopeFactory _scopes;
    private volatile Topic?[] _topics = [];
    private volatile int _version;

    public SignalHub(IServiceScopeFactory scopes, IEnumerable<ReceiverRegistration> registrations, ILogger<SignalHub> logger)
    {
        _scopes = scopes;
        Logger = logger;
        Committed = new CommittedWork(scopes, logger);
        foreach (var registration in registrations)
        {
            Registration++;
            registration.Connect(this);
        }
        Registration = 0;
    }

    public ILogger Logger { get; }

    public CommittedWork Committed { get; }

    /// <summary>The registration at work while the hub is built; 0 afterwards.</summary>
    public int Registration { get; private set; }

    /// <summary>Counts connects and disconnects, so that sources can cache "nobody listens".</summary>
    public int Version => _version;

    public IReadOnlyList<SignalConnection> Connections =>
        [.. AllConnections.Select(connection => connection.Info)];

    /// <summary>As <see cref="Connections"/>, but the working parts.</summary>
    public IEnumerable<Connection> AllConnections => _topics.OfType<Topic>().SelectMany(topic => topic.Connections);

    public SignalConnector<TPayload> On<TPayload>(
        Signal<TPayload> signal, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return new SignalConnector<TPayload>(this, signal, file, line);
    }

    public bool HasReceivers<TPayload>(Signal<TPayload> signal, object? sender = null) =>
        Find(signal)?.HasReceivers(sender) is true;

    public ValueTask SendAsync<TPayload>(
        Signal<TPayload> signal, TPayload payload, object? sender = null, CancellationToken cancellationToken = default) =>
        Find(signal) is { IsEmpty: false } topic ? topic.SendAsync(payload, new SendContext(sender), cancellationToken) : default;

    public ValueTask<SendResult> SendRobustAsync<TPayload>(
        Signal<TPayload> signal, TPayload payload, object? sender = null, CancellationToken cancellationToken = default) =>
        SendRobustAsync(signal, payload, new SendContext(sender), cancellationToken);

    public ValueTask SendAsync<TPayload>(
        Signal<TPayload> signal, TPayload payload, in SendContext context, CancellationToken cancellationToken) =>
        Find(signal) is { } topic ? topic.SendAsync(payload, context, cancellationToken) : default;

    public ValueTask<SendResult> SendRobustAsync<TPayload>(
        Signal<TPayload> signal, TPayload payload, in SendContext context, CancellationToken cancellationToken) =>
        Find(signal) is { } topic ? topic.SendRobustAsync(payload, context, cancellationToken) : default;

    public IDisposable Connect<TPayload>(Signal<TPayload> signal, Connection<TPayload> connection)
    {
        lock (_gate)
        {
            var topic = Find(signal) ?? Add(signal);
            if (Duplicates.Find(topic, connection) is { } existing)
                return new Disconnection(this, topic, existing);
            if (connection is IDurableConnection durable)
                StoredName.MustBeFree(AllConnections, durable);

            topic.Add(connection);
            _version++;
            return new Disconnection(this, topic, connection);
        }
    }

    public void Disconnect(Topic topic, Connection connection)
    {
        lock (_gate)
            _version += topic.Remove(connection) ? 1 : 0;
    }

    private Topic<TPayload>? Find<TPayload>(Signal<TPayload> signal)
    {
        var topics = _topics;
        var index = signal.Index;
        // The index is handed out once for each signal object, so the topic behind it has this very type.
        return (uint)index < (uint)topics.Length ? Unsafe.As<Topic<TPayload>?>(topics[index]) : null;
    }

    private Topic<TPayload> Add<TPayload>(Signal<TPayload> signal)
    {
        var topics = _topics;
        var topic = new Topic<TPayload>(_scopes, Logger);
        var grown = new Topic?[Math.Max(topics.Length, signal.Index + 1)];
        topics.CopyTo(grown, 0);
        grown[signal.Index] = topic;
        _topics = grown;
        return topic;
    }
}
