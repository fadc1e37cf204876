using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using MySite.Accounts;
using MySite.Admin.Permissions;
using MySite.Data;
using MySite.Signals;
using MySite.Signals.EntityFramework;

namespace MySite.Admin.Users;

/// <summary>What Django leaves to trust: nobody gains rights through the accounts of others, and a superuser stays.</summary>
internal static class UserRules
{
    public const string LastSuperuser = "This is the last active superuser: without one, nobody can manage the site.";

    public static bool Is(this ClaimsPrincipal somebody, User user) =>
        somebody.FindFirstValue(ClaimTypes.NameIdentifier) == user.Id.ToString();

    /// <summary>Whoever may set a password can log in with it, so the account must not be able to do more than they
    /// can.</summary>
    public static async Task<bool> MayBeChangedByAsync(
        this User user, ClaimsPrincipal editor, SiteDbContext db, CancellationToken cancellationToken) =>
        editor.IsSuperuser()
        || (!user.IsSuperuser && (await db.AllPermissionsOfAsync(user, cancellationToken)).All(editor.Holds));

    public static async Task<string?> WhyNotDeleteAsync(
        this SiteDbContext db, User user, ClaimsPrincipal editor, CancellationToken cancellationToken)
    {
        if (editor.Is(user))
            return "You cannot delete your own account.";
        if (!await user.MayBeChangedByAsync(editor, db, cancellationToken))
            return $"{user} may do things that you may not, so only somebody else can delete the account.";
        return user is { IsSuperuser: true, IsActive: true } && !await db.HasSuperuserBesidesAsync(user, cancellationToken)
            ? LastSuperuser
            : null;
    }

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

    private static Task<bool> HasSuperuserBesidesAsync(
        this SiteDbContext db, User user, CancellationToken cancellationToken) =>
        db.Users.AnyAsync(other => other.IsSuperuser && other.IsActive && other.Id != user.Id, cancellationToken);
}
