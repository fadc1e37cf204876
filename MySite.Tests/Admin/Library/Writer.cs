namespace MySite.Tests.Admin.Library;

internal sealed class Writer(string name)
{
    public int Id { get; private set; }

    public string Name { get; set; } = name;

    public override string ToString() => Name;
}
