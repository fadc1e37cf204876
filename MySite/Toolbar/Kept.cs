namespace MySite.Toolbar;

/// <summary>The first of something, and how many more there were.</summary>
internal sealed record Kept<T>(IReadOnlyList<T> Items, int Dropped)
{
    public int Count => Items.Count + Dropped;
}
