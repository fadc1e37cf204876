using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>Raises the model signals around SaveChanges. One instance serves every context.</summary>
internal sealed class SaveSignalInterceptor(SignalHub hub, ContextStates states, RootServices root) : SaveChangesInterceptor
{
    private readonly ConditionalWeakTable<IModel, ModelListeners> _listeners = [];

    // A synchronous save does not wait for a receiver, so both calls are complete when they return.
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        BeforeAsync(eventData.Context!, result, synchronous: true, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await BeforeAsync(eventData.Context!, result, synchronous: false, cancellationToken).ConfigureAwait(false);
        return result;
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        AfterAsync(eventData.Context!, synchronous: true).AsTask().GetAwaiter().GetResult();
        return result;
    }

    public override async ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        await AfterAsync(eventData.Context!, synchronous: false).ConfigureAwait(false);
        return result;
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => Fail(eventData);

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Fail(eventData);
        return Task.CompletedTask;
    }

    public override void SaveChangesCanceled(DbContextEventData eventData) => Fail(eventData);

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        Fail(eventData);
        return Task.CompletedTask;
    }

    // A lost race is the one failure that EF reports nowhere else.
    public override InterceptionResult ThrowingConcurrencyException(
        ConcurrencyExceptionEventData eventData, InterceptionResult result)
    {
        if (!result.IsSuppressed)
            Fail(eventData);
        return result;
    }

    public override ValueTask<InterceptionResult> ThrowingConcurrencyExceptionAsync(
        ConcurrencyExceptionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        new(ThrowingConcurrencyException(eventData, result));

    private void Fail(DbContextEventData eventData) => states.Find(eventData.Context)?.Saves.Fail();

    private ValueTask BeforeAsync(
        DbContext context, InterceptionResult<int> result, bool synchronous, CancellationToken cancellationToken)
    {
        var listeners = ListenersOf(context.Model);
        var state = listeners.Any ? states.Of(context) : states.Find(context);
        // Another interceptor may answer in place of the database: then nothing will be written.
        if (!listeners.Any || result.HasResult)
        {
            state?.Saves.Begin(null);
            return default;
        }

        var frame = new SaveFrame(hub, context, state!, listeners, Services(context), synchronous);
        state!.Saves.Begin(frame);
        return PrepareAsync(state.Saves, frame, cancellationToken);
    }

    // EF calls no interceptor back when this one throws, so the frame is dropped here.
    private static async ValueTask PrepareAsync(SaveStack saves, SaveFrame frame, CancellationToken cancellationToken)
    {
        try
        {
            await frame.RaisePreAsync(cancellationToken).ConfigureAwait(false);
            saves.Settle(frame);
        }
        catch
        {
            saves.Abort(frame);
            throw;
        }
    }

    private async ValueTask AfterAsync(DbContext context, bool synchronous)
    {
        if (states.Find(context) is not { } state || state.Saves.End() is not { } frame)
            return;

        if (state.Transaction.IsOpen)
            frame.Defer(state.Transaction);
        await state.Saves.AnnounceAsync(frame).ConfigureAwait(false);
        var committed = hub.Committed.RunAsync(frame.Deferred);
        if (!synchronous)
            await committed.ConfigureAwait(false);
    }

    private ModelListeners ListenersOf(IModel model)
    {
        if (_listeners.TryGetValue(model, out var listeners) && listeners.Version == hub.Version)
            return listeners;
        listeners = new ModelListeners(hub, model);
        _listeners.AddOrUpdate(model, listeners);
        return listeners;
    }

    // With AddDbContext this is the scope that the context came from; a pooled context has none, and receivers get their own.
    private IServiceProvider? Services(DbContext context) =>
        context.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider is { } services
        && !root.Are(services) ? services : null;
}
