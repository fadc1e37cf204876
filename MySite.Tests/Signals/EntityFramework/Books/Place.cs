namespace MySite.Tests.Signals.EntityFramework.Books;

/// <summary>Its key has two parts.</summary>
internal sealed class Place
{
    public required string Country { get; set; }

    public required string City { get; set; }
}
