namespace MySite.Admin.Outbox;

/// <summary>How far a delivery is.</summary>
internal enum DeliveryState
{
    /// <summary>Not tried yet, or made due again by somebody.</summary>
    Pending,

    /// <summary>Claimed by a server.</summary>
    Running,

    /// <summary>Waits for its next attempt.</summary>
    Retry,

    /// <summary>Given up.</summary>
    Dead,

    /// <summary>Made.</summary>
    Done,
}
