namespace MySite.Tests.Signals.Outbox;

internal sealed class Label
{
    public int Id { get; set; }

    public required string Text { get; set; }

    public List<Order> Orders { get; } = [];
}
