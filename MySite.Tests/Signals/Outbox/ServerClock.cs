using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace MySite.Tests.Signals.Outbox;

/// <summary>
/// The test's clock as one server sees it; tells when the server's dispatcher starts to wait for its next poll.
/// </summary>
internal sealed class ServerClock(FakeTimeProvider clock, TimeSpan pollInterval) : TimeProvider
{
    private readonly Channel<bool> _waits = Channel.CreateUnbounded<bool>();

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = clock.CreateTimer(callback, state, dueTime, period);
        if (dueTime == pollInterval)
            _waits.Writer.TryWrite(true);
        return timer;
    }

    /// <summary>Returns when the dispatcher has nothing to do, once for each time.</summary>
    public Task IdleAsync() => _waits.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask()
        .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
}
