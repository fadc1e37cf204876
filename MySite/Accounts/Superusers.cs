using Microsoft.EntityFrameworkCore;
using MySite.Data;
using MySite.Signals;
using MySite.Signals.EntityFramework;

namespace MySite.Accounts;

/// <summary>The rule that a superuser stays.</summary>
internal static class Superusers
{
    public const string Last = "This is the last active superuser: without one, nobody can manage the site.";

    /// <summary>Whether there is another one, who stays until the transaction ends.</summary>
    /// <remarks>Writing what is there anyway is the lock that every database has: two who demote each other wait in
    /// line.</remarks>
    public static async Task<bool> KeepsSuperuserBesidesAsync(
        this SiteDbContext db, User user, ISignalHub hub, CancellationToken cancellationToken)
    {
        // Nothing is changed, so nothing is to be announced.
        using var muted = hub.Mute(ModelSignals.BulkChanged<User>());
        await db.Users.Where(other => other.IsSuperuser)
            .ExecuteUpdateAsync(set => set.SetProperty(other => other.IsSuperuser, true), cancellationToken);
        return await db.HasSuperuserBesidesAsync(user, cancellationToken);
    }

    public static Task<bool> HasSuperuserBesidesAsync(
        this SiteDbContext db, User user, CancellationToken cancellationToken) =>
        db.Users.AnyAsync(other => other.IsSuperuser && other.IsActive && other.Id != user.Id, cancellationToken);
}
