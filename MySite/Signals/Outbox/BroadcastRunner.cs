using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace MySite.Signals.Outbox;

/// <summary>Runs each broadcast once in this process, whoever learns of it first: the sender here, or the poll.</summary>
internal sealed class BroadcastRunner(
    StoredCall stored, IOptions<OutboxOptions> options, TimeProvider clock, ILogger<BroadcastRunner> logger)
    : IDisposable
{
    private readonly ConcurrentDictionary<Guid, (DateTimeOffset CreatedAt, Lazy<Task> Run)> _known = new();
    private readonly CancellationTokenSource _stop = new();

    public bool Knows(Guid id) => _known.ContainsKey(id);

    /// <summary>Takes a broadcast of before this process's time as run.</summary>
    public void Ignore(Guid id, DateTimeOffset createdAt) =>
        _known.TryAdd(id, (createdAt, new Lazy<Task>(Task.CompletedTask)));

    /// <summary>Returns after the first attempt, which may be another caller's; further attempts go on behind.</summary>
    public Task RunOnceAsync(
        OutboxBroadcast broadcast, SignalConnection? receiver, Func<IServiceProvider, CancellationToken, ValueTask> run) =>
        _known.GetOrAdd(
            broadcast.Id, _ => (broadcast.CreatedAt, new Lazy<Task>(() => RunAsync(broadcast, receiver, run)))).Run.Value;

    public void Forget(DateTimeOffset before)
    {
        foreach (var (id, known) in _known)
            if (known.CreatedAt < before)
                _known.TryRemove(id, out _);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task RunAsync(
        OutboxBroadcast broadcast, SignalConnection? receiver, Func<IServiceProvider, CancellationToken, ValueTask> run)
    {
        if (!await TryAsync(broadcast, receiver, run, attempt: 1, _stop.Token).ConfigureAwait(false))
            _ = RetryAsync(broadcast, receiver, run, _stop.Token);
    }

    private async Task RetryAsync(
        OutboxBroadcast broadcast, SignalConnection? receiver, Func<IServiceProvider, CancellationToken, ValueTask> run,
        CancellationToken stop)
    {
        var isDone = false;
        for (var attempt = 2; !isDone && !stop.IsCancellationRequested; attempt++)
        {
            await Task.Delay(options.Value.RetryAfter(attempt - 1, Random.Shared.NextDouble()), clock, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            isDone = stop.IsCancellationRequested
                || await TryAsync(broadcast, receiver, run, attempt, stop).ConfigureAwait(false);
        }
    }

    /// <returns>Whether there is nothing left to try.</returns>
    private async Task<bool> TryAsync(
        OutboxBroadcast broadcast, SignalConnection? receiver, Func<IServiceProvider, CancellationToken, ValueTask> run,
        int attempt, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(options.Value.ReceiverTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            await stored.MakeAsync(receiver, broadcast.Id, attempt, services => run(services, either.Token), stop)
                .ConfigureAwait(false);
            return true;
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception error) when (error is MissException || attempt >= options.Value.BroadcastAttempts)
        {
            OutboxLog.BroadcastGivenUp(logger, error, broadcast.Signal, broadcast.Receiver, broadcast.Id);
            return true;
        }
        catch (Exception error)
        {
            OutboxLog.BroadcastFailed(logger, error, broadcast.Signal, broadcast.Receiver, attempt, broadcast.Id);
            return false;
        }
    }
}
