namespace MySite.Signals.Outbox;

/// <summary>How far a durable delivery is; see <see cref="DeliveryRow.StateAt"/>.</summary>
public enum DeliveryState
{
    /// <summary>Not tried yet, or made due again by somebody.</summary>
    Pending,

    /// <summary>Claimed by a server.</summary>
    Running,

    /// <summary>Waits for its next attempt, after one that failed or a server that did not understand it.</summary>
    Retry,

    /// <summary>Given up; see <see cref="OutboxOptions.MaxAttempts"/>.</summary>
    Dead,

    /// <summary>Made.</summary>
    Done,
}
