using Microsoft.Extensions.Options;

namespace MySite.Signals.Outbox;

/// <summary>Delivers stored deliveries one after another until none is due, then waits for the alarm or the next poll.</summary>
internal sealed class OutboxDispatcher(
    SignalHub hub, IServiceScopeFactory scopes, OutboxAlarm alarm, IOptions<OutboxOptions> options, TimeProvider clock,
    ILogger<OutboxDispatcher> logger) : BackgroundService
{
    private static readonly TimeSpan PurgeInterval = TimeSpan.FromHours(1);
    private DateTimeOffset _nextPurge;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
                await DeliverAllAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception error) when (
            error is OperationCanceledException or ObjectDisposedException && stoppingToken.IsCancellationRequested)
        {
            // A host that could not start disposes this service without stopping it, and would call its end a failure.
        }
    }

    private async Task DeliverAllAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested && await DeliverNextAsync(stoppingToken).ConfigureAwait(false))
            {
            }
            await PurgeAsync(stoppingToken).ConfigureAwait(false);
            await alarm.WaitAsync(options.Value.PollInterval, clock, stoppingToken).ConfigureAwait(false);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            OutboxLog.StoreFailed(logger, error, options.Value.PollInterval);
            await Task.Delay(options.Value.PollInterval, clock, stoppingToken).ConfigureAwait(false);
        }
    }

    /// <returns>Whether there was one, so that there may be more.</returns>
    private async Task<bool> DeliverNextAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var until = now + options.Value.Lease;
        var message = await InStoreAsync(store => store.ClaimAsync(now, until, cancellationToken)).ConfigureAwait(false);
        if (message is null)
            return false;

        var error = await TryDeliverAsync(message, cancellationToken).ConfigureAwait(false);
        var kept = await InStoreAsync(store => error is null
            ? store.CompleteAsync(message, clock.GetUtcNow(), CancellationToken.None)
            : store.RetryAsync(
                message, RetryAt(message, cancellationToken), $"{error.GetType().Name}: {error.Message}", CancellationToken.None))
            .ConfigureAwait(false);
        if (!kept)
            OutboxLog.LeaseLost(logger, message.Signal, message.Receiver, message.Id);
        return true;
    }

    private async Task<Exception?> TryDeliverAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        using var lease = new CancellationTokenSource(options.Value.Lease, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lease.Token, cancellationToken);
        try
        {
            var connection = StoredName.Find(hub.AllConnections, message.Signal, message.Receiver)
                ?? throw new InvalidOperationException(
                    $"No receiver {message.Receiver} is connected durably to {message.Signal}. Was it renamed or removed?");
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                var delivery = scope.ServiceProvider.GetRequiredService<Delivery>();
                (delivery.Key, delivery.Attempt) = (message.Id, message.Attempts + 1);
                await connection.DeliverAsync(message.Payload, scope.ServiceProvider, either.Token).ConfigureAwait(false);
            }
            return null;
        }
        catch (Exception thrown)
        {
            var error = lease.IsCancellationRequested && thrown is OperationCanceledException
                ? new TimeoutException($"{message.Receiver} took longer than its lease, {options.Value.Lease}.", thrown)
                : thrown;
            OutboxLog.AttemptFailed(logger, error, message.Signal, message.Receiver, message.Attempts + 1, message.Id);
            return error;
        }
    }

    // What a shutdown cut off is due at once, for the next process or another server.
    private DateTimeOffset RetryAt(OutboxMessage message, CancellationToken stoppingToken) =>
        stoppingToken.IsCancellationRequested
            ? clock.GetUtcNow()
            : clock.GetUtcNow() + options.Value.RetryAfter(message.Attempts + 1, Random.Shared.NextDouble());

    private async Task PurgeAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now < _nextPurge)
            return;
        _nextPurge = now + PurgeInterval;
        await InStoreAsync(store => store.PurgeAsync(now - options.Value.KeepDone, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<T> InStoreAsync<T>(Func<IOutboxStore, Task<T>> act)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
            return await act(scope.ServiceProvider.GetRequiredService<IOutboxStore>()).ConfigureAwait(false);
    }
}
