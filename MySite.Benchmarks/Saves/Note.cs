namespace MySite.Benchmarks.Saves;

public sealed class Note
{
    public int Id { get; set; }

    public int Number { get; set; }

    public string Text { get; set; } = "";
}
