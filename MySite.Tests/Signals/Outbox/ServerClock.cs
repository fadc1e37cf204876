using Microsoft.Extensions.Time.Testing;

namespace MySite.Tests.Signals.Outbox;

/// <summary>The test's clock as one server has it: wrong by a constant time.</summary>
internal sealed class ServerClock(FakeTimeProvider clock, TimeSpan error) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + error;

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
