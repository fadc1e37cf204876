namespace MySite.Admin.Lists;

internal sealed record FilterBox(string Title, IReadOnlyList<FilterLink> Links);
