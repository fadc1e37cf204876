namespace MySite.Tests.Signals.EntityFramework.Books;

/// <summary>In a complex collection, stored as JSON.</summary>
internal sealed class Remark
{
    public required string Text { get; set; }
}
