namespace MySite.Tests.Signals.EntityFramework.Books;

internal interface INamed
{
    string Name { get; }
}
