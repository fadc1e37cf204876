namespace MySite.Admin.History;

/// <summary>Links of an object that came or went in a save.</summary>
internal sealed record LinkNote(string Navigation, IReadOnlyList<object> Keys, bool Came);
