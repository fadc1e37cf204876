namespace MySite.Toolbar;

internal sealed class ToolbarOptions
{
    public const string Section = "Toolbar";

    /// <value>In Development, pages carry the toolbar; elsewhere there is none, whatever this says.</value>
    public bool Enabled { get; set; } = true;
}
