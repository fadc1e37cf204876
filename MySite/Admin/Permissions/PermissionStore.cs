using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using MySite.Accounts;
using MySite.Data;
using MySite.Signals;

namespace MySite.Admin.Permissions;

/// <summary>Gives permissions and takes them away, through Identity's managers and in one transaction.</summary>
internal sealed class PermissionStore(
    PermissionCatalog catalog, SiteDbContext db, UserManager<User> users, RoleManager<IdentityRole<Guid>> groups,
    ISignalTransaction transaction)
{
    /// <summary>Leaves the user with <paramref name="wanted"/>, as far as <paramref name="giver"/> may decide it.</summary>
    public Task<IdentityResult> SetAsync(
        User user, IReadOnlyCollection<string> wanted, ClaimsPrincipal giver, CancellationToken cancellationToken) =>
        ExecuteAsync(giver, wanted, () => db.PermissionsOfAsync(user, cancellationToken), async change =>
        {
            var result = IdentityResult.Success;
            if (change.Removed is { Count: > 0 } removed)
                result = await users.RemoveClaimsAsync(user, removed.Select(Claim));
            if (result.Succeeded && change.Added is { Count: > 0 } added)
                result = await users.AddClaimsAsync(user, added.Select(Claim));
            return result;
        }, cancellationToken);

    /// <inheritdoc cref="SetAsync(User, IReadOnlyCollection{string}, ClaimsPrincipal, CancellationToken)"/>
    public Task<IdentityResult> SetAsync(
        IdentityRole<Guid> group, IReadOnlyCollection<string> wanted, ClaimsPrincipal giver,
        CancellationToken cancellationToken) =>
        ExecuteAsync(giver, wanted, () => db.PermissionsOfAsync(group, cancellationToken), async change =>
        {
            var result = IdentityResult.Success;
            foreach (var code in change.Removed)
                if (result.Succeeded)
                    result = await groups.RemoveClaimAsync(group, Claim(code));
            foreach (var code in change.Added)
                if (result.Succeeded)
                    result = await groups.AddClaimAsync(group, Claim(code));
            return result;
        }, cancellationToken);

    private Task<IdentityResult> ExecuteAsync(
        ClaimsPrincipal giver, IReadOnlyCollection<string> wanted, Func<Task<HashSet<string>>> read,
        Func<PermissionChange, Task<IdentityResult>> write, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(async (part, _) =>
        {
            var change = PermissionChange.Between(await read(), wanted, catalog, giver);
            if (change.FindError(catalog, giver) is { } error)
                return IdentityResult.Failed(error);
            var result = await write(change);
            if (result.Succeeded)
                await part.CompleteAsync(CancellationToken.None);
            return result;
        }, cancellationToken);

    private static Claim Claim(string code) => new(PermissionClaim.Type, code);
}
