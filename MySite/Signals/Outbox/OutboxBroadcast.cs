namespace MySite.Signals.Outbox;

/// <summary>One event for one receiver in every server process. Never claimed, only read, and purged after a while.</summary>
/// <remarks>Mutable for the object-relational mapper; treat what a store returns as read-only.</remarks>
public sealed class OutboxBroadcast
{
    /// <summary>By this, a process knows what it has run already.</summary>
    public Guid Id { get; set; }

    /// <summary>Name of the signal.</summary>
    public required string Signal { get; set; }

    /// <summary>Key of the connection, or the name of the receiver's type.</summary>
    public required string Receiver { get; set; }

    /// <summary>The payload as JSON.</summary>
    public required string Payload { get; set; }

    /// <summary>Version of <see cref="Payload"/>, see <see cref="PayloadVersions{TPayload}"/>.</summary>
    public int Version { get; set; } = 1;

    /// <summary>When the event happened, by the sender's clock; its transaction may commit later.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
