using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MySite.Signals.EntityFramework;

/// <summary>Tells <see cref="SaveSignals"/> how SaveChanges goes. One instance serves every context.</summary>
internal sealed class SaveSignalInterceptor(SaveSignals signals) : SaveChangesInterceptor
{
    // A synchronous save does not wait for a receiver, so both calls are complete when they return.
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        signals.BeforeAsync(eventData.Context!, result, synchronous: true, CancellationToken.None)
            .AsTask().GetAwaiter().GetResult();
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        Then(signals.BeforeAsync(eventData.Context!, result, synchronous: false, cancellationToken), result);

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        signals.AfterAsync(eventData.Context!, synchronous: true).AsTask().GetAwaiter().GetResult();
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        Then(signals.AfterAsync(eventData.Context!, synchronous: false), result);

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => _ = signals.FailedAsync(eventData.Context);

    public override Task SaveChangesFailedAsync(
        DbContextErrorEventData eventData, CancellationToken cancellationToken = default) =>
        signals.FailedAsync(eventData.Context);

    public override void SaveChangesCanceled(DbContextEventData eventData) => _ = signals.FailedAsync(eventData.Context);

    public override Task SaveChangesCanceledAsync(
        DbContextEventData eventData, CancellationToken cancellationToken = default) =>
        signals.FailedAsync(eventData.Context);

    public override InterceptionResult ThrowingConcurrencyException(
        ConcurrencyExceptionEventData eventData, InterceptionResult result)
    {
        if (!result.IsSuppressed)
            signals.LostRace(eventData.Context);
        return result;
    }

    public override ValueTask<InterceptionResult> ThrowingConcurrencyExceptionAsync(
        ConcurrencyExceptionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        new(ThrowingConcurrencyException(eventData, result));

    // Without an async method, and what it allocates, where there is nothing to wait for.
    private static ValueTask<T> Then<T>(ValueTask call, T result) =>
        call.IsCompletedSuccessfully ? new(result) : WaitAsync(call, result);

    private static async ValueTask<T> WaitAsync<T>(ValueTask call, T result)
    {
        await call.ConfigureAwait(false);
        return result;
    }
}
