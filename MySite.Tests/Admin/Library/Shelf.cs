namespace MySite.Tests.Admin.Library;

internal sealed class Shelf
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public override string ToString() => Name;
}
