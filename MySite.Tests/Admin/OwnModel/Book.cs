namespace MySite.Tests.Admin.OwnModel;

internal sealed class Book
{
    public int Id { get; set; }

    public string Title { get; set; } = "";

    public bool IsLent { get; set; }

    public DateTimeOffset Bought { get; set; }

    public override string ToString() => Title;
}
