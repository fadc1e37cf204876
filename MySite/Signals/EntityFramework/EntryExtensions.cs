using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace MySite.Signals.EntityFramework;

internal static class EntryExtensions
{
    /// <summary>Whether a save would write the entity.</summary>
    public static bool IsPending(this EntityEntry entry) =>
        entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted;
}
