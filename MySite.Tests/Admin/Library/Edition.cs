namespace MySite.Tests.Admin.Library;

internal sealed class Edition
{
    public int Id { get; private set; }

    public int Year { get; set; }

    public Binding? Binding { get; set; }

    public Writer? Foreword { get; set; }

    public Novel? Novel { get; set; }
}
