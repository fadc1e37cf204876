namespace MySite.Signals.Outbox;

/// <summary>One stored delivery: one event for one receiver. Waiting, until it is done or dead.</summary>
/// <remarks>Mutable for the object-relational mapper; treat what a store returns as read-only.</remarks>
public sealed class OutboxMessage
{
    /// <summary>The delivery's key: the same in every attempt, so that the receiver can recognise a repetition.</summary>
    public Guid Id { get; set; }

    /// <summary>Name of the signal, <c>user_created</c> for example.</summary>
    public required string Signal { get; set; }

    /// <summary>Key of the connection, or the name of the receiver's type.</summary>
    public required string Receiver { get; set; }

    /// <summary>The payload as JSON.</summary>
    public required string Payload { get; set; }

    /// <summary>Version of <see cref="Payload"/>, see <see cref="PayloadVersions{TPayload}"/>.</summary>
    public int Version { get; set; } = 1;

    /// <summary>When the event happened.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Not to be tried before this time.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>How many attempts have failed.</summary>
    public int Attempts { get; set; }

    /// <summary>How often a server did not know the receiver or did not understand the payload.</summary>
    public int Misses { get; set; }

    /// <summary>Proof of the last claim; every update by its holder tests it.</summary>
    public Guid? LeaseToken { get; set; }

    /// <summary>When the current claim ends by itself, so that another server may take over.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>When the receiver succeeded; <see langword="null"/> while it has not.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>When it was given up; a person may requeue or discard it. <see langword="null"/> while it was not.</summary>
    public DateTimeOffset? DeadAt { get; set; }

    /// <summary>The error of the last failed attempt, cut off where the column ends.</summary>
    public string? Error { get; set; }

    /// <summary>
    /// The span that stored it, as a W3C <c>traceparent</c> of 55 characters, to which the delivery's own trace is linked;
    /// <see langword="null"/> if it was stored in none.
    /// </summary>
    public string? TraceParent { get; set; }

    /// <summary>What it brings to whom: <c>user_created to SendWelcomeMail</c>.</summary>
    public override string ToString() => $"{Signal} to {Receiver}";
}
