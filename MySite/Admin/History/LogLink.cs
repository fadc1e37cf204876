namespace MySite.Admin.History;

/// <summary>The object at the other end of a link.</summary>
internal sealed record LogLink(string Id, string Text);
