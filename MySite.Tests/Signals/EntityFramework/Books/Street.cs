namespace MySite.Tests.Signals.EntityFramework.Books;

/// <summary>Depends on a place, by a key of two parts.</summary>
internal sealed class Street
{
    public int Id { get; set; }

    public required string Country { get; set; }

    public required string City { get; set; }
}
