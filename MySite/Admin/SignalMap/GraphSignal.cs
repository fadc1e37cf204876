namespace MySite.Admin.SignalMap;

/// <summary>A signal in the drawing.</summary>
internal sealed record GraphSignal(MapSignal Signal, int Y);
