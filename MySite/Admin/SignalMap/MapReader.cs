using MySite.Signals;
using MySite.Signals.Diagnostics;

namespace MySite.Admin.SignalMap;

/// <summary>Puts together who is connected and what they did.</summary>
internal sealed class MapReader(ISignalHub hub, SignalMonitor monitor, SignalAddresses addresses)
{
    /// <returns>Signals in the order in which they were declared, those at the end that nobody hears.</returns>
    public IReadOnlyList<MapSignal> Read()
    {
        var statistics = monitor.Signals.ToDictionary(each => each.Signal);
        var heard = hub.Connections.GroupBy(connection => connection.Signal).Select(signal => Of(
            signal.Key, statistics.GetValueOrDefault(signal.Key), signal)).ToArray();
        var unheard = statistics.Values.ExceptBy(heard.Select(signal => signal.Signal), each => each.Signal)
            .OrderBy(each => SignalName.Of(each.Signal), StringComparer.Ordinal)
            .Select(each => Of(each.Signal, each, []));
        return [.. heard, .. unheard];
    }

    public MapSignal? Find(string slug) => Read().FirstOrDefault(signal => signal.Slug == slug);

    private MapSignal Of(Signal signal, SignalStatistics? statistics, IEnumerable<SignalConnection> connections)
    {
        var isWatched = monitor.Options.Enabled;
        return new(
            signal, addresses.SlugOf(signal), statistics,
            [.. connections.OrderBy(connection => PhaseOrder.Of(connection.Phase))
                .Select(connection => new MapReceiver(connection, monitor.Of(connection), isWatched))],
            isWatched);
    }
}
