namespace MySite.Signals;

/// <summary>What a connection asks for besides the sender.</summary>
internal sealed class ConnectionRules<TPayload>(Func<TPayload, bool>? condition, bool once, WeakReceiver<TPayload>? weak)
{
    private int _claimed;

    public bool Once => once;

    /// <summary>Whether the receiver is gone, so that the connection can go too.</summary>
    public bool IsDead => weak is { IsAlive: false };

    /// <summary>Why there will be no call any more, if so.</summary>
    public string? Refusal =>
        IsDead ? "no longer there" : once && Volatile.Read(ref _claimed) != 0 ? "had its only call" : null;

    public bool Allow(TPayload payload) =>
        Refusal is null && (condition is null || condition(payload));

    /// <summary>Takes the only call of a connection that has only one.</summary>
    public bool Claim() => !once || Interlocked.Exchange(ref _claimed, 1) == 0;
}
