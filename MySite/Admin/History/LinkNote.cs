namespace MySite.Admin.History;

/// <summary>Links of an object that came or went in a save.</summary>
/// <param name="Name">The navigation, or what people call them.</param>
/// <param name="Keys">What they lead to.</param>
/// <param name="Came">Whether they came.</param>
/// <param name="Target">The type at the other end, if <paramref name="Name"/> is no navigation and there is one.</param>
internal sealed record LinkNote(string Name, IReadOnlyList<object> Keys, bool Came, Type? Target = null);
