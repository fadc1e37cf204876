namespace MySite.Signals.Outbox;

/// <summary>A stored delivery as people see it: without its payload, which may hold personal data. Immutable.</summary>
public sealed record DeliveryRow
{
    /// <summary>The delivery's key.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name of the signal.</summary>
    public required string Signal { get; init; }

    /// <summary>Key of the connection, or the name of the receiver's type.</summary>
    public required string Receiver { get; init; }

    /// <summary>Version of the payload.</summary>
    public required int Version { get; init; }

    /// <summary>Length of the payload, in characters.</summary>
    public required int Size { get; init; }

    /// <summary>How many attempts have failed.</summary>
    public required int Attempts { get; init; }

    /// <summary>How often a server did not know the receiver or did not understand the payload.</summary>
    public required int Misses { get; init; }

    /// <summary>When the event happened.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not to be tried before this time.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When the last claim ends by itself, or ended; <see langword="null"/> if there is none.</summary>
    public required DateTimeOffset? LeasedUntil { get; init; }

    /// <summary>When the receiver succeeded; <see langword="null"/> while it has not.</summary>
    public required DateTimeOffset? DoneAt { get; init; }

    /// <summary>When it was given up; <see langword="null"/> while it was not.</summary>
    public required DateTimeOffset? DeadAt { get; init; }

    /// <summary>The error of the last failed attempt; <see langword="null"/> if none has failed, or after it was made.</summary>
    public required string? Error { get; init; }

    /// <summary>How far it is at a time.</summary>
    /// <param name="now">The current time, by which a claim holds or has ended.</param>
    /// <returns>The one state that it is in.</returns>
    public DeliveryState StateAt(DateTimeOffset now) =>
        DoneAt is not null ? DeliveryState.Done
        : DeadAt is not null ? DeliveryState.Dead
        : LeasedUntil > now ? DeliveryState.Running
        : Attempts + Misses > 0 ? DeliveryState.Retry
        : DeliveryState.Pending;

    /// <summary>Whether a person may retry or discard it: it is neither done nor claimed by a server.</summary>
    /// <param name="now">The current time.</param>
    /// <returns><see langword="true"/> if a person may.</returns>
    public bool IsFreeAt(DateTimeOffset now) => DoneAt is null && !(LeasedUntil > now);
}
