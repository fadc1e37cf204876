namespace MySite.Signals.Outbox;

/// <summary>The delivery that a durable receiver is called for. Inject it to recognise a repetition.</summary>
/// <remarks>
/// Delivery is at least once: a process may die between the receiver's success and the note of it. A receiver whose effect
/// must not be doubled passes <see cref="Key"/> on (as a Message-Id, an idempotency header) or tests it.
/// </remarks>
public sealed class Delivery
{
    /// <summary>The same in every attempt of one delivery; empty outside of one.</summary>
    public Guid Key { get; internal set; }

    /// <summary>1 for the first attempt; 0 outside of a delivery.</summary>
    /// <remarks>An attempt that its process did not outlive is not counted.</remarks>
    public int Attempt { get; internal set; }
}
