namespace MySite.Tests.Signals.EntityFramework.Books;

internal sealed class Sound
{
    public int Volume { get; set; }
}
