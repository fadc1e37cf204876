namespace MySite.Admin.SignalMap;

/// <summary>The map as a drawing: signals on the left, receivers by room on the right.</summary>
internal sealed class MapGraph
{
    public const int Width = 860;
    public const int Left = 270;
    public const int Right = 610;
    private const int Row = 24;
    private const int Top = 20;

    public MapGraph(IReadOnlyList<MapSignal> signals)
    {
        var receivers = signals.SelectMany(signal => signal.Receivers)
            .GroupBy(receiver => (receiver.Room, receiver.Family)).OrderBy(receiver => receiver.Key.Room, StringComparer.Ordinal)
            .ToArray();
        var place = receivers.Index().ToDictionary(receiver => receiver.Item.Key, receiver => receiver.Index);
        // Beside those that hear them, so that few lines cross.
        MapSignal[] ordered = [.. signals.OrderBy(signal => signal.IsUnheard ? int.MaxValue
            : signal.Receivers.Average(receiver => place[(receiver.Room, receiver.Family)]))];

        var rooms = receivers.Select(receiver => receiver.Key.Room).Distinct().ToArray();
        Height = (2 * Top) + (Math.Max(Math.Max(ordered.Length, receivers.Length + rooms.Length) - 1, 0) * Row);
        Signals = [.. ordered.Index().Select(signal => new GraphSignal(signal.Item, Spread(signal.Index, ordered.Length)))];
        var lines = receivers.Length + rooms.Length;
        Rooms = [.. rooms.Index().Select(room => new GraphRoom(room.Item, Spread(
            room.Index + Array.FindIndex(receivers, receiver => receiver.Key.Room == room.Item), lines)))];
        Receivers = [.. receivers.Index().Select(receiver => new GraphReceiver(
            receiver.Item.Key.Family, receiver.Item.All(one => one.NeverRan), receiver.Item.Key.Room,
            Spread(receiver.Index + Array.IndexOf(rooms, receiver.Item.Key.Room) + 1, lines)))];
        Edges = [.. Signals.SelectMany(signal => signal.Signal.Receivers.Select(receiver => new GraphEdge(
            receiver.Connection.Phase, $"{signal.Signal.Name} → {receiver.Name}, {receiver.Phase}", signal.Y,
            Receivers.First(one => one.Name == receiver.Family && one.Room == receiver.Room).Y)))];
    }

    public int Height { get; }

    public IReadOnlyList<GraphSignal> Signals { get; }

    public IReadOnlyList<GraphRoom> Rooms { get; }

    public IReadOnlyList<GraphReceiver> Receivers { get; }

    public IReadOnlyList<GraphEdge> Edges { get; }

    private int Spread(int index, int count) =>
        count == 1 ? Height / 2 : Top + ((Height - (2 * Top)) * index / (count - 1));
}
