using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.Outbox;

namespace MySite.Tests.Signals.Samples;

/// <summary>What the samples' receivers say, in order.</summary>
internal sealed class Board
{
    private readonly CallList _lines = [];

    public IReadOnlyList<string> Lines => [.. _lines];

    public void Write(string line) => _lines.Add(line);

    public void Show(OrderPaid paid) => Write($"paid {paid.OrderId}");

    public void ShowFirst(OrderPaid paid) => Write($"first {paid.OrderId}");

    public void ShowLarge(OrderPaid paid) => Write($"large {paid.OrderId}");

    public void ShowOnce(OrderPaid paid) => Write($"once {paid.OrderId}");

    public void ShowOrder(PostSave<Order> save) => Write($"saved {save.Entity.Item}");
}
