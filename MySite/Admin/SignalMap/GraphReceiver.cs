namespace MySite.Admin.SignalMap;

/// <summary>A receiver in the drawing; those that differ only in what they are made for are one.</summary>
internal sealed record GraphReceiver(string Name, bool NeverRan, string Room, int Y);
