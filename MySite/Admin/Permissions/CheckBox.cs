namespace MySite.Admin.Permissions;

/// <summary>One of several boxes of a form that share a name.</summary>
internal sealed record CheckBox(string Value, string Text, bool IsTicked, bool IsDisabled);
