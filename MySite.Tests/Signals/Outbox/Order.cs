namespace MySite.Tests.Signals.Outbox;

internal sealed class Order
{
    public int Id { get; set; }

    public required string Item { get; set; }

    public List<Label> Labels { get; } = [];
}
