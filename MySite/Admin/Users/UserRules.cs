using System.Security.Claims;
using MySite.Accounts;
using MySite.Admin.Permissions;
using MySite.Data;

namespace MySite.Admin.Users;

/// <summary>What Django leaves to trust: nobody gains rights through the accounts of others.</summary>
internal static class UserRules
{
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
            ? Superusers.Last
            : null;
    }
}
