using System.Runtime.CompilerServices;
using MySite.Signals.Outbox;

namespace MySite.Signals;

/// <summary>The hub: a table of topics, read without a lock.</summary>
internal sealed class SignalHub : ISignalHub
{
    private readonly Lock _gate = new();
    private readonly IServiceScopeFactory _scopes;
    private volatile Topic?[] _topics = [];

    public SignalHub(IServiceScopeFactory scopes, IEnumerable<ReceiverRegistration> registrations, ILogger<SignalHub> logger)
    {
        _scopes = scopes;
        Logger = logger;
        foreach (var registration in registrations)
        {
            Registration++;
            registration.Connect(this);
        }
        Registration = 0;
    }

    public ILogger Logger { get; }

    /// <summary>The registration at work while the hub is built; 0 afterwards.</summary>
    public int Registration { get; private set; }

    /// <summary>Counts connects and disconnects, so that sources can cache "nobody listens".</summary>
    public int Version { get; private set; }

    public IReadOnlyList<ConnectionInfo> Connections =>
        [.. AllConnections.Select(connection => connection.Info)];

    private IEnumerable<Connection> AllConnections => _topics.OfType<Topic>().SelectMany(topic => topic.Connections);

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
        SendAsync(signal, payload, new SendContext(sender), cancellationToken);

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

            topic.Add(connection);
            Version++;
            return new Disconnection(this, topic, connection);
        }
    }

    public void Disconnect(Topic topic, Connection connection)
    {
        lock (_gate)
            Version += topic.Remove(connection) ? 1 : 0;
    }

    public IDurableConnection? FindDurable(string signal, string storedName) =>
        AllConnections.OfType<IDurableConnection>()
            .FirstOrDefault(durable => durable.StoredName == storedName && ((Connection)durable).Info.Signal.Name == signal);

    /// <summary>Creates every receiver once, so that a missing service stops the start and not a request.</summary>
    public void TryCreateReceivers(IServiceProvider services)
    {
        foreach (var connection in AllConnections)
            connection.TryCreateReceiver(services);
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
