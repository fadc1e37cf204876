namespace MySite.Signals.Outbox;

/// <summary>A delivery that this process has claimed. It is either started, once, or given back.</summary>
internal sealed class HeldDelivery(
    OutboxMessage message, DateTimeOffset claimedAt, TimeSpan lease, TimeProvider clock, Task? earlier) : IDisposable
{
    private readonly CancellationTokenSource _lost = new(lease, clock);
    private int _decided;

    public OutboxMessage Message => message;

    public DateTimeOffset ClaimedAt => claimedAt;

    /// <summary>The same delivery under a claim that this process has lost, and whose receiver has not ended yet.</summary>
    public Task Earlier => earlier ?? Task.CompletedTask;

    public bool IsStarted { get; private set; }

    /// <summary>Cancelled when another server may have it: the claim is lost, or ended because nobody could renew it.</summary>
    public CancellationToken Lost => _lost.Token;

    public Task Running { get; private set; } = Task.CompletedTask;

    public bool TryStart(Func<HeldDelivery, Task> run)
    {
        if (Interlocked.Exchange(ref _decided, 1) != 0)
            return false;
        IsStarted = true;
        Running = run(this);
        return true;
    }

    public bool TryGiveBack() => Interlocked.Exchange(ref _decided, 1) == 0;

    public void Extend() => _lost.CancelAfter(lease);

    public void Lose() => _lost.Cancel();

    public void Dispose() => _lost.Dispose();
}
