using System.Collections.Concurrent;
using System.Threading.Channels;

namespace MySite.Tests.Signals.Outbox;

/// <summary>The outside world that deliveries reach: notes every attempt, and fails or hangs when a test wants it to.</summary>
internal sealed class Courier
{
    private readonly ConcurrentQueue<Attempt> _attempts = new();
    private readonly Channel<Attempt> _news = Channel.CreateUnbounded<Attempt>();

    public Func<Attempt, CancellationToken, ValueTask> OnAttempt { get; set; } = (_, _) => default;

    public IReadOnlyList<Attempt> Attempts => [.. _attempts];

    public async ValueTask ReceiveAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        _attempts.Enqueue(attempt);
        await _news.Writer.WriteAsync(attempt, CancellationToken.None);
        await OnAttempt(attempt, cancellationToken);
    }

    /// <summary>Returns when the next attempt has begun.</summary>
    public Task<Attempt> NextAsync() => _news.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask()
        .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
}
