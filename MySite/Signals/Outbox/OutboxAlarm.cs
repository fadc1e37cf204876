namespace MySite.Signals.Outbox;

/// <summary>Tells the dispatcher of this process that a delivery is waiting, so that it need not wait for its poll.</summary>
internal sealed class OutboxAlarm : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0);

    public ValueTask RingAsync()
    {
        _rung.Release();
        return default;
    }

    /// <summary>Returns at the next ring (or at once if it rang meanwhile), at the latest after <paramref name="wait"/>.</summary>
    public async Task WaitAsync(TimeSpan wait, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(wait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _rung.WaitAsync(either.Token).ConfigureAwait(false);
            // One look at the table serves every ring so far.
            while (_rung.Wait(0, CancellationToken.None))
            {
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }
    }

    public void Dispose() => _rung.Dispose();
}
