namespace MySite.Signals.Outbox;

/// <summary>Tells a background service of this process to look at its table, so that it need not wait for its poll.</summary>
/// <remarks>Counts the rings: one look answers every ring before it, and a ring during a look is not lost.</remarks>
internal sealed class OutboxAlarm
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The first look needs no ring.
    private long _rings = 1;
    private long _answered;
    private long _looked;

    public long Rings
    {
        get
        {
            lock (_gate)
                return _rings;
        }
    }

    public void Ring() => Change(() => _rings++);

    /// <summary>What the last look found has been done.</summary>
    public void Settle() => Change(() => _answered = _looked);

    /// <summary>Returns at the first ring after <paramref name="seen"/>, at the latest after <paramref name="wait"/>.</summary>
    /// <param name="seen">The value of <see cref="Rings"/> before the look.</param>
    /// <param name="isQuiet">
    /// Whether nothing is left to do of what the look has found; if it is done later, <see cref="Settle"/> says so.
    /// </param>
    public async Task WaitAsync(
        long seen, Func<bool> isQuiet, TimeSpan wait, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var poll = clock.CreateTimer(_ => Ring(), null, wait, Timeout.InfiniteTimeSpan);
        Change(() =>
        {
            _looked = seen;
            if (isQuiet())
                _answered = seen;
        });
        await UntilAsync(() => _rings > seen, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns when everything that was rung for until now has been done.</summary>
    public Task QuietAsync(CancellationToken cancellationToken)
    {
        var rings = Rings;
        return UntilAsync(() => _answered >= rings, cancellationToken);
    }

    private async Task UntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task change;
            lock (_gate)
            {
                if (condition())
                    return;
                change = _change.Task;
            }
            await change.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Change(Action act)
    {
        TaskCompletionSource change;
        lock (_gate)
        {
            act();
            (change, _change) = (_change, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        change.SetResult();
    }
}
