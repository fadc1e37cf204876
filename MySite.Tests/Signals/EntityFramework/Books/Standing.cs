namespace MySite.Tests.Signals.EntityFramework.Books;

/// <summary>The row that joins an article and a shelf, with a value of its own.</summary>
internal sealed class Standing
{
    public int ArticleId { get; set; }

    public int ShelfId { get; set; }

    public int Number { get; set; }
}
