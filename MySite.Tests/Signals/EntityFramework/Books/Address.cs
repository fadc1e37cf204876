namespace MySite.Tests.Signals.EntityFramework.Books;

internal sealed class Address
{
    public required string City { get; set; }

    public Position? Position { get; set; }
}
