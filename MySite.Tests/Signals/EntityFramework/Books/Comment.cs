namespace MySite.Tests.Signals.EntityFramework.Books;

/// <summary>Depends on an article, which does not know about it; the hidden ones are filtered out of queries.</summary>
internal sealed class Comment
{
    public int Id { get; set; }

    public int ArticleId { get; set; }

    public bool Hidden { get; set; }
}
