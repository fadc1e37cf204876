using Microsoft.EntityFrameworkCore;

namespace MySite.Signals.EntityFramework;

/// <summary>What one lease of one DbContext has under way.</summary>
internal sealed class ContextState(DbContext context, CommittedWork committed)
{
    /// <summary>Tells a pooled context's next lease from this one.</summary>
    public DbContextId Lease { get; } = context.ContextId;

    public SaveStack Saves { get; } = new();

    public UnacceptedChanges Unaccepted { get; } = new();

    public ContextTransaction Transaction { get; } = new(context, committed);
}
