using MySite.Signals;

namespace MySite.Admin.SignalMap;

/// <summary>A connection in the drawing.</summary>
internal sealed record GraphEdge(ConnectionPhase Phase, string Title, int From, int To)
{
    public string Path { get; } =
        $"M{MapGraph.Left},{From} C{Middle},{From} {Middle},{To} {MapGraph.Right},{To}";

    private const int Middle = (MapGraph.Left + MapGraph.Right) / 2;
}
