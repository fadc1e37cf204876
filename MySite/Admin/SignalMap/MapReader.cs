using MySite.Signals;
using MySite.Signals.Diagnostics;

namespace MySite.Admin.SignalMap;

/// <summary>Puts together who is connected and what they did.</summary>
internal sealed class MapReader(ISignalHub hub, SignalMonitor monitor)
{
    /// <returns>Signals in the order in which they were declared, those at the end that nobody hears.</returns>
    public IReadOnlyList<MapSignal> Read()
    {
        var statistics = monitor.Signals.ToDictionary(each => each.Signal);
        var heard = hub.Connections.GroupBy(connection => connection.Signal).Select(signal => new MapSignal(
            signal.Key, statistics.GetValueOrDefault(signal.Key),
            [.. signal.OrderBy(connection => Rank(connection.Phase))
                .Select(connection => new MapReceiver(connection, monitor.Of(connection)))])).ToArray();
        var unheard = statistics.Values.ExceptBy(heard.Select(signal => signal.Signal), each => each.Signal)
            .OrderBy(each => each.Signal.ToString(), StringComparer.Ordinal)
            .Select(each => new MapSignal(each.Signal, each, []));
        return [.. heard, .. unheard];
    }

    public MapSignal? Find(string slug) => Read().FirstOrDefault(signal => signal.Slug == slug);

    // In the order of time; the names of the phases have grown in another.
    private static int Rank(ConnectionPhase phase) => phase switch
    {
        ConnectionPhase.Inline => 0,
        ConnectionPhase.AfterCommit => 1,
        ConnectionPhase.AfterRollback => 2,
        _ => 3,
    };
}
