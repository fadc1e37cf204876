using Microsoft.Extensions.Options;

namespace MySite.Signals.Outbox;

/// <summary>Calls the receiver of one delivery, in a scope of its own, and bounds the time that it takes.</summary>
internal sealed class DeliveryAttempt(
    SignalHub hub, StoredCall stored, IOptions<OutboxOptions> options, TimeProvider clock,
    ILogger<OutboxDispatcher> logger)
{
    // What is left of a receiver that was asked to stop at a shutdown, which the host itself has lost patience with.
    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(1);

    /// <returns>What went wrong, or <see langword="null"/>.</returns>
    public async Task<Exception?> MakeAsync(OutboxMessage message, CancellationToken lost, CancellationToken giveUp)
    {
        var settings = options.Value;
        using var limit = new CancellationTokenSource(settings.ReceiverTimeout, clock);
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, lost, giveUp);
        using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using var wait = asked.Token.Register(() => patience.CancelAfter(settings.Lease));
        using var hurry = giveUp.Register(() => patience.CancelAfter(LastMoment));

        var call = CallAsync(message, giveUp, asked.Token);
        try
        {
            await call.WaitAsync(patience.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (!call.IsCompleted)
        {
            _ = AbandonAsync(call, message);
            return new TimeoutException($"{message.Receiver} did not stop when it was cancelled, and was left behind.");
        }
        catch (OperationCanceledException error) when (limit.IsCancellationRequested)
        {
            return new TimeoutException(
                $"{message.Receiver} took longer than {OutboxOptions.Section}:ReceiverTimeout, {settings.ReceiverTimeout}.",
                error);
        }
        catch (Exception error)
        {
            return error;
        }
    }

    private async Task CallAsync(OutboxMessage message, CancellationToken giveUp, CancellationToken cancellationToken)
    {
        var connection =
            StoredName.Find(hub.AllConnections, ConnectionPhase.Durable, message.Signal, message.Receiver)
            ?? throw new MissException(
                $"No receiver {message.Receiver} is connected durably to {message.Signal}. Was it renamed or removed?");
        ValueTask Deliver(IServiceProvider services) =>
            connection.DeliverAsync(message.Payload, message.Version, services, cancellationToken);

        await stored.MakeAsync(connection.Info, message.Id, message.Attempts + 1, Deliver, giveUp).ConfigureAwait(false);
    }

    // It cannot be stopped; how it ends must not go unseen.
    private async Task AbandonAsync(Task call, OutboxMessage message)
    {
        try
        {
            await call.ConfigureAwait(false);
            OutboxLog.EndedTooLate(logger, message.Signal, message.Receiver, message.Id);
        }
        catch (Exception error)
        {
            OutboxLog.AttemptFailed(logger, error, message.Signal, message.Receiver, message.Attempts + 1, message.Id);
        }
    }
}
