using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MySite.Accounts;
using MySite.Data;

namespace MySite.Admin.Permissions;

/// <summary>What is allowed to whom, as the database has it.</summary>
internal static class PermissionQueries
{
    /// <summary>A user's own, without those of the groups.</summary>
    public static Task<HashSet<string>> PermissionsOfAsync(this SiteDbContext db, User user,
        CancellationToken cancellationToken) =>
        db.UserClaims.Where(claim => claim.UserId == user.Id && claim.ClaimType == PermissionClaim.Type)
            .Select(claim => claim.ClaimValue!).ToHashSetAsync(cancellationToken);

    public static Task<HashSet<string>> PermissionsOfAsync(
        this SiteDbContext db, IdentityRole<Guid> group, CancellationToken cancellationToken) =>
        db.RoleClaims.Where(claim => claim.RoleId == group.Id && claim.ClaimType == PermissionClaim.Type)
            .Select(claim => claim.ClaimValue!).ToHashSetAsync(cancellationToken);

    /// <summary>A user's own and those of the groups.</summary>
    public static async Task<HashSet<string>> AllPermissionsOfAsync(
        this SiteDbContext db, User user, CancellationToken cancellationToken)
    {
        var all = await db.PermissionsOfAsync(user, cancellationToken);
        all.UnionWith(await db.RoleClaims
            .Where(claim => claim.ClaimType == PermissionClaim.Type
                && db.UserRoles.Any(member => member.UserId == user.Id && member.RoleId == claim.RoleId))
            .Select(claim => claim.ClaimValue!).ToListAsync(cancellationToken));
        return all;
    }
}
