using Microsoft.Extensions.Options;

namespace MySite.Signals.Outbox;

/// <summary>Finds the broadcasts of other processes, poll by poll.</summary>
/// <remarks>
/// Rows carry their sender's time and appear when their transaction commits, so each look goes back some way behind the one
/// before, and what was run is remembered for as long.
/// </remarks>
internal sealed class BroadcastListener(
    SignalHub hub, IServiceScopeFactory scopes, BroadcastRunner runner, IOptions<OutboxOptions> options, TimeProvider clock,
    ILogger<BroadcastListener> logger) : BackgroundService
{
    private const int Part = 200;

    // Databases round times, and the border must not move between what is remembered and what is read.
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(1);

    private DateTimeOffset? _lookedAt;
    private readonly PurgeSchedule _purges = new();

    public OutboxAlarm Alarm { get; } = new();

    private bool IsAnybodyThere =>
        hub.AllConnections.Any(connection => connection.Info.Phase == ConnectionPhase.EveryNode);

    /// <summary>Whatever is in the table now was before this process, whose caches are still empty.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        try
        {
            await LookAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && !error.IsEndOfHost())
        {
            OutboxLog.StoreFailed(logger, error, options.Value.PollInterval);
            // Better one that was before than none of those to come.
            _lookedAt = now;
        }
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = 0L;
        try
        {
            while (true)
            {
                await Alarm.WaitAsync(seen, () => true, options.Value.PollInterval, clock, stoppingToken).ConfigureAwait(false);
                seen = Alarm.Rings;
                await TryLookAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (
            error is OperationCanceledException || error.IsEndOfHost() ||
            (error is ObjectDisposedException && stoppingToken.IsCancellationRequested))
        {
        }
    }

    private async Task TryLookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(cancellationToken).ConfigureAwait(false);
            await PurgeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && !error.IsEndOfHost())
        {
            OutboxLog.StoreFailed(logger, error, options.Value.PollInterval);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (lookBack, isFirst) = (options.Value.BroadcastLookBack, _lookedAt is null);
        if (!IsAnybodyThere)
        {
            _lookedAt = null;
            return;
        }
        var since = (_lookedAt ?? now) - lookBack;
        if (since < now - options.Value.BroadcastsKept)
            OutboxLog.BroadcastsMissed(logger, now - options.Value.BroadcastsKept - since);

        var listed = await InStoreAsync(store => store.ListAsync(since, cancellationToken)).ConfigureAwait(false);
        if (isFirst)
            foreach (var (id, createdAt) in listed)
                runner.Ignore(id, createdAt);
        foreach (var part in listed.Select(row => row.Id).Where(id => !runner.Knows(id)).Chunk(Part))
            foreach (var broadcast in await InStoreAsync(store => store.ReadAsync(part, cancellationToken)).ConfigureAwait(false))
                await RunAsync(broadcast).ConfigureAwait(false);
        _lookedAt = now;
        runner.Forget(before: now - lookBack - Rounding);
    }

    // A receiver that another version of the program has, and this one not, has nothing to do here.
    private Task RunAsync(OutboxBroadcast broadcast)
    {
        var connection =
            StoredName.Find(hub.AllConnections, ConnectionPhase.EveryNode, broadcast.Signal, broadcast.Receiver);
        return runner.RunOnceAsync(broadcast, connection?.Info, (services, token) =>
            connection?.DeliverAsync(broadcast.Payload, broadcast.Version, services, token) ?? default);
    }

    private async Task PurgeAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_purges.IsDue(now))
            await InStoreAsync(store => store.PurgeAsync(now - options.Value.BroadcastsKept, cancellationToken))
                .ConfigureAwait(false);
    }

    private Task<T> InStoreAsync<T>(Func<IBroadcastStore, Task<T>> act) => scopes.InScopeAsync(act);
}
