namespace MySite.Tests.Signals.EntityFramework.Books;

/// <summary>Has no key.</summary>
internal sealed class Headline
{
    public required string Title { get; set; }
}
