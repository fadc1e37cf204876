namespace MySite.Tests.Admin.Library;

/// <summary>Something with references of every kind.</summary>
internal sealed class Novel(string title)
{
    public int Id { get; private set; }

    public string Title { get; set; } = title;

    public string Slug { get; set; } = "";

    public Writer? Author { get; set; }

    public Writer? Editor { get; set; }

    public Writer? Finder { get; set; }

    public List<Edition> Editions { get; } = [];

    public override string ToString() => Title;
}
