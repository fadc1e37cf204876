using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using MySite.Signals.Diagnostics;

namespace MySite.Signals.Outbox;

/// <summary>
/// Claims what is due, makes up to <c>Concurrency</c> deliveries side by side, and waits for the alarm or the next poll.
/// </summary>
internal sealed class OutboxDispatcher : BackgroundService
{
    // Claimed ahead for each slot, so that quick receivers need not wait for the table.
    private const int Ahead = 8;

    private readonly ConcurrentDictionary<HeldDelivery, bool> _held = new();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly SemaphoreSlim _slots;
    private readonly CompletionBatch _completions;
    private readonly IServiceScopeFactory _scopes;
    private readonly DeliveryAttempt _attempt;
    private readonly OutboxAlarm _alarm;
    private readonly OutboxOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly PurgeSchedule _purges = new();

    public OutboxDispatcher(
        IServiceScopeFactory scopes, DeliveryAttempt attempt, OutboxAlarm alarm, IOptions<OutboxOptions> options,
        TimeProvider clock, ILogger<OutboxDispatcher> logger)
    {
        (_scopes, _attempt, _alarm, _options, _clock, _logger) = (scopes, attempt, alarm, options.Value, clock, logger);
        _slots = new SemaphoreSlim(_options.Concurrency);
        _completions = new CompletionBatch(done =>
            InStoreAsync(store => store.CompleteAsync(done, _clock.GetUtcNow(), CancellationToken.None)));
    }

    /// <summary>
    /// Claims no more, lets receivers end while the host has time, then cancels them and gives their deliveries back.
    /// </summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        using var patience = cancellationToken.Register(_giveUp.Cancel);
        await base.StopAsync(CancellationToken.None).ConfigureAwait(false);
    }

    public override void Dispose()
    {
        base.Dispose();
        _giveUp.Dispose();
        _slots.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var drained = new CancellationTokenSource();
        var renewing = RenewAsync(drained.Token);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
                await DeliverDueAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception error) when (
            error is OperationCanceledException || error.IsEndOfHost() ||
            (error is ObjectDisposedException && stoppingToken.IsCancellationRequested))
        {
            // A host that could not start disposes this service without stopping it, and would call its end a failure.
        }
        await GiveBackAsync(_held.Keys, stoppingToken).ConfigureAwait(false);
        await Task.WhenAll(_held.Keys.Select(held => held.Running)).ConfigureAwait(false);
        await drained.CancelAsync().ConfigureAwait(false);
        await renewing.ConfigureAwait(false);
    }

    private async Task DeliverDueAsync(CancellationToken stoppingToken)
    {
        var rings = _alarm.Rings;
        try
        {
            // Nothing is claimed before somebody could deliver it.
            await _slots.WaitAsync(stoppingToken).ConfigureAwait(false);
            _slots.Release();
            if (await ClaimAsync(stoppingToken).ConfigureAwait(false) is { Count: > 0 } claimed)
            {
                await StartAllAsync(claimed, stoppingToken).ConfigureAwait(false);
                return;
            }
            await PurgeAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested && !error.IsEndOfHost())
        {
            OutboxLog.StoreFailed(_logger, error, _options.PollInterval);
        }
        await _alarm.WaitAsync(rings, () => _held.IsEmpty, _options.PollInterval, _clock, stoppingToken).ConfigureAwait(false);
        if (_options.Linger > TimeSpan.Zero)
            await Task.Delay(_options.Linger, _clock, stoppingToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<HeldDelivery>> ClaimAsync(CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        var messages = await InStoreAsync(store => store.ClaimAsync(
            _options.Concurrency * Ahead, now, now + _options.Lease, cancellationToken)).ConfigureAwait(false);
        HeldDelivery[] claimed = [.. messages.Select(message => new HeldDelivery(
            message, now, _options.Lease, _clock, _held.Keys.FirstOrDefault(held => held.Message.Id == message.Id)?.Running))];
        foreach (var held in claimed)
            _held[held] = true;
        return claimed;
    }

    private async Task StartAllAsync(IReadOnlyList<HeldDelivery> claimed, CancellationToken stoppingToken)
    {
        foreach (var held in claimed)
        {
            await _slots.WaitAsync(stoppingToken).ConfigureAwait(false);
            // A process that was held up starts nothing that others may take before its next renewal.
            if (held.ClaimedAt < _clock.GetUtcNow() - (_options.Lease / 2))
                await GiveBackAsync([held], stoppingToken).ConfigureAwait(false);
            if (!held.TryStart(started => Task.Run(() => DeliverAsync(started), CancellationToken.None)))
                _slots.Release();
        }
    }

    // The slot stays taken until the outcome is in the table: what a kill can repeat is what was in a slot.
    private async Task DeliverAsync(HeldDelivery held)
    {
        try
        {
            await held.Earlier.ConfigureAwait(false);
            var message = held.Message;
            using var span = SignalTelemetry.StartDelivery(
                message.Signal, message.Receiver, message.Id, message.Attempts + 1, message.TraceParent);
            var error = await _attempt.MakeAsync(message, held.Lost, _giveUp.Token).ConfigureAwait(false);
            if (error is not null && !IsCutOff(held))
                SignalTelemetry.Fail(span, error);
            if (!await NoteInTimeAsync(held, error).ConfigureAwait(false))
                OutboxLog.LeaseLost(_logger, message.Signal, message.Receiver, message.Id);
        }
        finally
        {
            _held.TryRemove(held, out _);
            held.Dispose();
            _slots.Release();
            if (_held.IsEmpty)
                _alarm.Settle();
        }
    }

    /// <returns>Whether the table says how it ended; <see langword="false"/> if the claim was lost before.</returns>
    private async Task<bool> NoteInTimeAsync(HeldDelivery held, Exception? error)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(held.Lost, _giveUp.Token);
        while (true)
        {
            if (await TryNoteAsync(held, error).ConfigureAwait(false) is { } isKept)
                return isKept;
            if (late.IsCancellationRequested)
                return false;
            await Task.Delay(_options.PollInterval, _clock, late.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Whether the claim still held; <see langword="null"/> if the table cannot be reached.</returns>
    private async Task<bool?> TryNoteAsync(HeldDelivery held, Exception? error)
    {
        try
        {
            return await NoteAsync(held, error).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            OutboxLog.StoreFailed(_logger, failure, _options.PollInterval);
            return null;
        }
    }

    private async Task<bool> NoteAsync(HeldDelivery held, Exception? error)
    {
        var message = held.Message;
        if (error is null)
            return await _completions.AddAsync(message).ConfigureAwait(false);
        if (IsCutOff(held))
            return await InStoreAsync(store => ReleaseAsync(store, [message])).ConfigureAwait(false)
                && !held.Lost.IsCancellationRequested;

        var failure = DeliveryOutcome.Of(message, error, _options, _clock.GetUtcNow());
        DeliveryOutcome.Log(_logger, message, error, failure);
        return await InStoreAsync(store => store.FailAsync(message, failure, CancellationToken.None)).ConfigureAwait(false);
    }

    // What was cut off has not failed.
    private bool IsCutOff(HeldDelivery held) => _giveUp.IsCancellationRequested || held.Lost.IsCancellationRequested;

    private async Task RenewAsync(CancellationToken drained)
    {
        using var ticks = new PeriodicTimer(_options.Lease / 3, _clock);
        try
        {
            while (await ticks.WaitForNextTickAsync(drained).ConfigureAwait(false))
                await RenewOnceAsync(drained).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task RenewOnceAsync(CancellationToken drained)
    {
        var now = _clock.GetUtcNow();
        try
        {
            // What has waited behind slow receivers may be quicker elsewhere.
            await GiveBackAsync(_held.Keys.Where(held => held.ClaimedAt <= now - (_options.Lease / 3)), drained)
                .ConfigureAwait(false);
            foreach (var claim in _held.Keys.Where(held => held.IsStarted).GroupBy(held => held.Message.LeaseToken))
            {
                var kept = await InStoreAsync(store => store.RenewAsync(
                    [.. claim.Select(held => held.Message)], now + _options.Lease, drained)).ConfigureAwait(false);
                foreach (var held in claim)
                    Renew(held, kept.Contains(held.Message.Id));
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            OutboxLog.StoreFailed(_logger, error, _options.Lease / 3);
        }
    }

    private static void Renew(HeldDelivery held, bool isKept)
    {
        try
        {
            if (isKept)
                held.Extend();
            else
                held.Lose();
        }
        catch (ObjectDisposedException)
        {
            // It ended meanwhile.
        }
    }

    private async Task GiveBackAsync(IEnumerable<HeldDelivery> candidates, CancellationToken stoppingToken)
    {
        HeldDelivery[] given = [.. candidates.Where(held => held.TryGiveBack())];
        foreach (var held in given)
        {
            _held.TryRemove(held, out _);
            held.Dispose();
        }
        try
        {
            foreach (var claim in given.GroupBy(held => held.Message.LeaseToken))
                await InStoreAsync(store => ReleaseAsync(store, [.. claim.Select(held => held.Message)])).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not ObjectDisposedException || !stoppingToken.IsCancellationRequested)
        {
            // The lease ends by itself.
            OutboxLog.StoreFailed(_logger, error, _options.Lease);
        }
    }

    private async Task PurgeAsync(CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        if (_purges.IsDue(now))
            await InStoreAsync(store => store.PurgeAsync(
                now - _options.KeepDone, now - _options.KeepDead, cancellationToken)).ConfigureAwait(false);
    }

    private static async Task<bool> ReleaseAsync(IOutboxStore store, IReadOnlyCollection<OutboxMessage> claimed)
    {
        await store.ReleaseAsync(claimed, CancellationToken.None).ConfigureAwait(false);
        return true;
    }

    private Task<T> InStoreAsync<T>(Func<IOutboxStore, Task<T>> act) => _scopes.InScopeAsync(act);
}
