namespace MySite.Tests.Signals.EntityFramework.Books;

internal sealed class Column : Article
{
    public string? Weekday { get; set; }
}
