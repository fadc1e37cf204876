using System.Threading.Channels;

namespace MySite.Signals.Outbox;

/// <summary>Tells the dispatcher of this process that a delivery is waiting, so that it need not wait for its poll.</summary>
internal sealed class OutboxAlarm
{
    // Room for one ring: one look at the table serves every ring so far.
    private readonly Channel<bool> _rings =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public ValueTask RingAsync()
    {
        _rings.Writer.TryWrite(true);
        return default;
    }

    /// <summary>
    /// Returns at the next ring (or at once if it rang meanwhile), at the latest after <paramref name="wait"/>.
    /// </summary>
    public async Task WaitAsync(TimeSpan wait, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(wait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _rings.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }
    }
}
