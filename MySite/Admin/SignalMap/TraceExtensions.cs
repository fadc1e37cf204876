using MySite.Signals.Diagnostics;

namespace MySite.Admin.SignalMap;

internal static class TraceExtensions
{
    /// <summary>Everything that happened in it, at any depth.</summary>
    public static IEnumerable<SignalEvent> All(this SignalTraceNode node) =>
        node.Events.SelectMany(one => one.All().Prepend(one));
}
