namespace MySite.Tests.Signals.EntityFramework.Books;

internal sealed class Position
{
    public int Latitude { get; set; }
}
