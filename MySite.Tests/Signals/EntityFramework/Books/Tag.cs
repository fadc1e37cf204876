namespace MySite.Tests.Signals.EntityFramework.Books;

internal sealed class Tag : INamed
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public List<Article> Articles { get; } = [];

    public List<Article> KeywordOf { get; } = [];
}
