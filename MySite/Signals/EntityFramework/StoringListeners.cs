using MySite.Signals.Outbox;

namespace MySite.Signals.EntityFramework;

/// <summary>The connections for which saves store deliveries, as of one version of the hub.</summary>
internal sealed class StoringListeners(SignalHub hub)
{
    // Read before the connections, so that one made in between is found the next time.
    public int Version { get; } = hub.Version;

    private readonly Dictionary<Signal, Connection[]> _connections = hub.AllConnections
        .Where(connection => connection is IDurableConnection && connection.Info.Signal.StoredWhen == StoredWhen.Saved)
        .GroupBy(connection => connection.Info.Signal)
        .ToDictionary(connections => connections.Key, connections => connections.ToArray());

    public bool Any => _connections.Count > 0;

    public bool Hear(Signal signal, Type sender) =>
        _connections.TryGetValue(signal, out var connections) && Array.Exists(connections, one => one.Hears(sender));

    public async ValueTask StoreAsync<TPayload>(
        Signal<TPayload> signal, TPayload payload, SendContext context, CancellationToken cancellationToken)
    {
        foreach (var connection in _connections.GetValueOrDefault(signal, []))
            if (connection is Connection<TPayload> known && known is IStoringConnection<TPayload> storing
                && known.Accepts(payload, context.Sender, hub) && known.Claim(hub))
                await storing.StoreAsync(
                    payload, context with { Event = hub.Monitor?.Call(known.Info) }, cancellationToken).ConfigureAwait(false);
    }
}
