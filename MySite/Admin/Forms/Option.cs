namespace MySite.Admin.Forms;

/// <summary>Something to choose.</summary>
/// <param name="Value">How forms name it.</param>
/// <param name="Text">How people do.</param>
internal sealed record Option(string Value, string Text)
{
    /// <summary>Stands for one that the script puts in.</summary>
    public static Option Placeholder { get; } = new("__key__", "");
}
