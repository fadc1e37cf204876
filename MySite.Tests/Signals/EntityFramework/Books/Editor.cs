namespace MySite.Tests.Signals.EntityFramework.Books;

internal sealed class Editor : Author
{
    public string? Desk { get; set; }
}
