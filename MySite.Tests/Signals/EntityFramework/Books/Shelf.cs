namespace MySite.Tests.Signals.EntityFramework.Books;

internal sealed class Shelf
{
    public int Id { get; set; }

    public List<Article> Articles { get; } = [];
}
