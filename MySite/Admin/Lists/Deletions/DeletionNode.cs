namespace MySite.Admin.Lists.Deletions;

/// <summary>An object that is to be deleted, and under it what goes along.</summary>
/// <param name="Title">What it is: <c>choice</c>.</param>
/// <param name="Text">Which one it is.</param>
internal sealed record DeletionNode(string Title, string Text)
{
    public List<DeletionNode> Below { get; } = [];

    /// <summary>How many more go along than are listed.</summary>
    public int Unlisted { get; set; }
}
