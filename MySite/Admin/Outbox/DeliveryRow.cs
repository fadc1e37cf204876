namespace MySite.Admin.Outbox;

/// <summary>A delivery as the pages show it, without its payload.</summary>
internal sealed record DeliveryRow
{
    private const int Brief = 120;

    public required Guid Id { get; init; }

    public required string Signal { get; init; }

    public required string Receiver { get; init; }

    public required int Version { get; init; }

    /// <summary>Of the payload, in characters.</summary>
    public required int Size { get; init; }

    public required int Attempts { get; init; }

    public required int Misses { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required DateTimeOffset? LeasedUntil { get; init; }

    public required DateTimeOffset? DoneAt { get; init; }

    public required DateTimeOffset? DeadAt { get; init; }

    public required string? Error { get; init; }

    /// <summary>The error on one line, cut where a row of a table ends.</summary>
    public string BriefError => BriefText.Cut((Error ?? "").ReplaceLineEndings(" "), Brief);

    public DeliveryState StateAt(DateTimeOffset now) =>
        DoneAt is not null ? DeliveryState.Done
        : DeadAt is not null ? DeliveryState.Dead
        : LeasedUntil > now ? DeliveryState.Running
        : Attempts + Misses > 0 ? DeliveryState.Retry
        : DeliveryState.Pending;

    /// <summary>Whether a person may retry or discard it.</summary>
    public bool IsFreeAt(DateTimeOffset now) => StateAt(now) is not (DeliveryState.Done or DeliveryState.Running);
}
