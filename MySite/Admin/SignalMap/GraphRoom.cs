namespace MySite.Admin.SignalMap;

/// <summary>The heading of a room in the drawing.</summary>
internal sealed record GraphRoom(string Name, int Y);
