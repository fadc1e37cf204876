using Microsoft.EntityFrameworkCore;

namespace MySite.Signals.EntityFramework;

/// <summary>What one lease of one DbContext has under way.</summary>
internal sealed class ContextState(DbContext context, CommittedWork committed)
{
    private IServiceProvider? _services;
    private bool _isAsked;

    /// <summary>Tells a pooled context's next lease from this one.</summary>
    public DbContextId Lease { get; } = context.ContextId;

    public SaveStack Saves { get; } = new();

    public UnacceptedChanges Unaccepted { get; } = new();

    public ContextTransaction Transaction { get; } = new(context, committed);

    /// <summary>The scope that the context came from, if it has one; asked for once.</summary>
    public IServiceProvider? FindServices(RootServices root)
    {
        if (!_isAsked)
            (_services, _isAsked) = (root.ServicesOf(context), true);
        return _services;
    }
}
