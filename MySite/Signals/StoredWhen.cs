namespace MySite.Signals;

/// <summary>At what moment durable receivers of a signal get their rows.</summary>
internal enum StoredWhen
{
    /// <summary>During the send.</summary>
    Sent,

    /// <summary>By the source, inside of the save that the signal tells of, before that is committed.</summary>
    Saved,

    /// <summary>The signal tells of what has not happened yet.</summary>
    Never,
}
