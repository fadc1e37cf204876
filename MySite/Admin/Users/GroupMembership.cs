using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MySite.Accounts;
using MySite.Admin.Permissions;
using MySite.Data;

namespace MySite.Admin.Users;

/// <summary>Puts users into groups and takes them out.</summary>
internal sealed class GroupMembership(SiteDbContext db, UserManager<User> users)
{
    /// <summary>All groups, with those that <paramref name="editor"/> may decide about: those that can do no more than they
    /// can.</summary>
    public async Task<IReadOnlyList<(IdentityRole<Guid> Group, bool IsOpen)>> ListAsync(
        ClaimsPrincipal editor, CancellationToken cancellationToken)
    {
        var groups = await db.Roles.AsNoTracking().OrderBy(group => group.Name).ToListAsync(cancellationToken);
        var claims = await db.RoleClaims.Where(claim => claim.ClaimType == PermissionClaim.Type)
            .Select(claim => new { claim.RoleId, Code = claim.ClaimValue! }).ToListAsync(cancellationToken);
        var codes = claims.ToLookup(claim => claim.RoleId, claim => claim.Code);
        return [.. groups.Select(group => (group, codes[group.Id].All(editor.Holds)))];
    }

    public Task<HashSet<Guid>> OfAsync(User user, CancellationToken cancellationToken) =>
        db.UserRoles.Where(member => member.UserId == user.Id).Select(member => member.RoleId)
            .ToHashSetAsync(cancellationToken);

    /// <summary>Leaves the user in the <paramref name="wanted"/> groups, as far as <paramref name="editor"/> may decide
    /// it.</summary>
    public async Task<IdentityResult> SetAsync(
        User user, IReadOnlyCollection<string> wanted, ClaimsPrincipal editor, CancellationToken cancellationToken)
    {
        var all = await ListAsync(editor, cancellationToken);
        var had = await OfAsync(user, cancellationToken);
        var added = all.Where(entry => wanted.Contains($"{entry.Group.Id}") && !had.Contains(entry.Group.Id)).ToList();
        if (wanted.Any(id => !all.Any(entry => $"{entry.Group.Id}" == id)))
            return Failed("One of the groups does not exist any more.");
        if (added.Any(entry => !entry.IsOpen))
            return Failed("You can only choose groups whose permissions you have yourself.");

        var removed = all
            .Where(entry => entry.IsOpen && had.Contains(entry.Group.Id) && !wanted.Contains($"{entry.Group.Id}")).ToList();
        var result = IdentityResult.Success;
        if (removed.Count > 0)
            result = await users.RemoveFromRolesAsync(user, removed.Select(entry => entry.Group.Name!));
        if (result.Succeeded && added.Count > 0)
            result = await users.AddToRolesAsync(user, added.Select(entry => entry.Group.Name!));
        return result;
    }

    private static IdentityResult Failed(string description) =>
        IdentityResult.Failed(new IdentityError { Code = "Groups", Description = description });
}
