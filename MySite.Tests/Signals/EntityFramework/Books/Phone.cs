namespace MySite.Tests.Signals.EntityFramework.Books;

internal sealed class Phone
{
    public int Id { get; set; }

    public required string Number { get; set; }
}
