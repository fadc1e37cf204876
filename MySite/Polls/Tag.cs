namespace MySite.Polls;

internal sealed class Tag(string name) : IVersioned
{
    public const int NameLength = 50;

    public int Id { get; private set; }

    public string Name { get; set => field = PollText.Within(NameLength, value); } = PollText.Within(NameLength, name);

    public Guid Version { get; set; }

    public List<Question> Questions { get; } = [];

    public override string ToString() => Name;
}
