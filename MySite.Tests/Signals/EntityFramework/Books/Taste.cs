namespace MySite.Tests.Signals.EntityFramework.Books;

/// <summary>A complex type, with another inside.</summary>
internal sealed class Taste
{
    public string Color { get; set; } = "grey";

    public Sound Sound { get; set; } = new();
}
