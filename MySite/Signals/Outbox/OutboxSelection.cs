namespace MySite.Signals.Outbox;

/// <summary>Which deliveries a person means.</summary>
public sealed class OutboxSelection
{
    private OutboxSelection(IReadOnlyCollection<Guid>? ids, string? receiver) => (Ids, Receiver) = (ids, receiver);

    /// <summary>The ids; <see langword="null"/>: any.</summary>
    public IReadOnlyCollection<Guid>? Ids { get; }

    /// <summary>The receiver; <see langword="null"/>: any.</summary>
    public string? Receiver { get; }

    /// <summary>Every dead delivery.</summary>
    public static OutboxSelection AllDead { get; } = new(null, null);

    /// <summary>Single deliveries, dead or waiting.</summary>
    /// <param name="ids">Their ids.</param>
    /// <returns>The selection.</returns>
    public static OutboxSelection Of(params IReadOnlyCollection<Guid> ids) => new(ids, null);

    /// <summary>Every dead delivery to one receiver.</summary>
    /// <param name="receiver">The receiver's name or key, as the row has it.</param>
    /// <returns>The selection.</returns>
    public static OutboxSelection DeadOf(string receiver) => new(null, receiver);
}
