using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>Raises the model signals around SaveChanges. One instance serves every context.</summary>
internal sealed class SaveSignalInterceptor(SignalHub hub, ContextStates states)
    : SaveChangesInterceptor
{
    private readonly ConditionalWeakTable<IModel, ModelListeners> _listeners = [];

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Completed.OrThrow(BeforeAsync(eventData.Context!, result, CancellationToken.None), "pre");
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await BeforeAsync(eventData.Context!, result, cancellationToken).ConfigureAwait(false);
        return result;
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Completed.OrThrow(AfterAsync(eventData.Context!), "post");
        return result;
    }

    public override async ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        await AfterAsync(eventData.Context!).ConfigureAwait(false);
        return result;
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => states.Find(eventData.Context)?.Pop();

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        SaveChangesFailed(eventData);
        return Task.CompletedTask;
    }

    public override void SaveChangesCanceled(DbContextEventData eventData) => states.Find(eventData.Context)?.Pop();

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        SaveChangesCanceled(eventData);
        return Task.CompletedTask;
    }

    private ValueTask BeforeAsync(DbContext context, InterceptionResult<int> result, CancellationToken cancellationToken)
    {
        var listeners = ListenersOf(context.Model);
        if (!listeners.Any && states.Find(context) is not { IsSaving: true })
            return default;

        var state = states.Of(context);
        state.DropStale();
        var frame = new SaveFrame(hub, context, state, listeners, Services(context), state.Enclosing);
        state.Push(frame);
        // Another interceptor answers in place of the database: nothing will be written.
        return result.HasResult ? default : PrepareAsync(state, frame, cancellationToken);
    }

    // EF calls no interceptor back when this one throws, so the frame is dropped here.
    private static async ValueTask PrepareAsync(ContextState state, SaveFrame frame, CancellationToken cancellationToken)
    {
        try
        {
            await frame.RaisePreAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            state.Pop();
            throw;
        }
    }

    private async ValueTask AfterAsync(DbContext context)
    {
        if (states.Find(context) is not { } state || state.Pop() is not { } frame)
            return;
        await frame.RaisePostAsync().ConfigureAwait(false);
        if (!state.IsOpen)
            await hub.Committed.RunAsync(frame.Deferred).ConfigureAwait(false);
        else
            frame.Deferred.ForEach(state.OnCommit);
    }

    private ModelListeners ListenersOf(IModel model)
    {
        if (_listeners.TryGetValue(model, out var listeners) && listeners.Version == hub.Version)
            return listeners;
        listeners = new ModelListeners(hub, model);
        _listeners.AddOrUpdate(model, listeners);
        return listeners;
    }

    // With AddDbContext this is the scope that the context came from; with a pool it is the root, and receivers get their own.
    private static IServiceProvider? Services(DbContext context) =>
        context.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider;
}
