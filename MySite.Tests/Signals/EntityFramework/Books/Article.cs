namespace MySite.Tests.Signals.EntityFramework.Books;

internal class Article
{
    public int Id { get; set; }

    public required string Title { get; set; }

    public int AuthorId { get; set; }

    public Author? Author { get; set; }

    /// <summary>Optional: an article outlives its reviewer.</summary>
    public int? ReviewerId { get; set; }

    public Author? Reviewer { get; set; }

    public List<Tag> Tags { get; } = [];

    /// <summary>A second relation to the same type.</summary>
    public List<Tag> Keywords { get; } = [];

    /// <summary>A relation through an entity of its own.</summary>
    public List<Shelf> Shelves { get; } = [];

    /// <summary>A relation that the other side does not know about.</summary>
    public List<Place> Places { get; } = [];
}
