namespace MySite.Admin.Forms;

/// <summary>Something to choose.</summary>
/// <param name="Value">How forms name it.</param>
/// <param name="Text">How people do.</param>
internal sealed record Option(string Value, string Text);
