using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Update;

namespace MySite.Signals.EntityFramework;

/// <summary>What one lease of one DbContext has under way.</summary>
internal sealed class ContextState(DbContext context, CommittedWork committed)
{
    private IServiceProvider? _services;
    private bool _isAsked;
    private bool? _watchesDetection;

    /// <summary>Tells a pooled context's next lease from this one.</summary>
    public DbContextId Lease { get; } = context.ContextId;

    public SaveStack Saves { get; } = new();

    public UnacceptedChanges Unaccepted { get; } = new();

    public ContextTransaction Transaction { get; } = new(context, committed);

    /// <summary>
    /// Whether a save is told when EF has detected changes, and when it begins to write; found out, and arranged, once.
    /// </summary>
    public bool WatchesDetection => _watchesDetection ??= TryWatchDetection();

    /// <summary>Whether it is this library that executes the statements of saves.</summary>
    public bool ExecutesSaves => context.GetInfrastructure().GetService<IBatchExecutor>() is SignalBatchExecutor;

    /// <summary>The scope that the context came from, if it has one; asked for once.</summary>
    public IServiceProvider? FindServices(RootServices root)
    {
        if (!_isAsked)
            (_services, _isAsked) = (root.ServicesOf(context), true);
        return _services;
    }
    private bool TryWatchDetection()
    {
        if (ExecutesSaves)
            context.ChangeTracker.DetectedAllChanges += (_, _) => Saves.Innermost?.ReadDetected();
        return ExecutesSaves;
    }
}
