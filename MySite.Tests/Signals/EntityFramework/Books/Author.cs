namespace MySite.Tests.Signals.EntityFramework.Books;

internal class Author : INamed
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public int Visits { get; set; }

    /// <summary>A concurrency token.</summary>
    public int Version { get; set; }

    /// <summary>Owned, in the author's row.</summary>
    public Address? Address { get; set; }

    /// <summary>Owned, in rows of their own.</summary>
    public List<Phone> Phones { get; } = [];

    public Taste Taste { get; set; } = new();

    public Taste? Distaste { get; set; }

    public List<Remark> Remarks { get; set; } = [];

    public List<Article> Articles { get; } = [];

    public List<Author> Follows { get; } = [];

    public List<Author> Followers { get; } = [];
}
