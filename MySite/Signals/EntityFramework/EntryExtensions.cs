using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace MySite.Signals.EntityFramework;

internal static class EntryExtensions
{
    /// <summary>Whether saves delete what depends on deleted entities, which otherwise has been done before.</summary>
    public static bool CascadesOnSave(this ChangeTracker tracker) =>
        (tracker.CascadeDeleteTiming, tracker.DeleteOrphansTiming) is
            (CascadeTiming.OnSaveChanges, not CascadeTiming.Never) or (not CascadeTiming.Never, CascadeTiming.OnSaveChanges);

    /// <summary>Whether a save would write the entity.</summary>
    public static bool IsPending(this EntityEntry entry) =>
        entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted;
}
