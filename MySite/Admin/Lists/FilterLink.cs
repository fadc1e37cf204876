namespace MySite.Admin.Lists;

/// <param name="Text">The choice.</param>
/// <param name="Query">The list with it.</param>
/// <param name="Count">How many rows it leaves; <see langword="null"/> if that was not counted.</param>
/// <param name="IsChosen">Whether the list is filtered by it.</param>
internal sealed record FilterLink(string Text, ListQuery Query, string? Count, bool IsChosen);
