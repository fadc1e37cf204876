using System.Security.Claims;
using MySite.Accounts;
using MySite.Admin.Models;

namespace MySite.Admin.Permissions;

internal static class PermissionExtensions
{
    /// <summary>Whether a member of staff may do it: as superuser, or by a permission of theirs or of a group of
    /// theirs.</summary>
    /// <remarks>Who may change may view, as in Django.</remarks>
    public static bool May(this ClaimsPrincipal user, ModelAdmin model, ModelAction action) =>
        model.DefaultPermissions.Contains(action) && (user.Holds(model.Permission(action))
            || (action == ModelAction.View && user.Holds(model.Permission(ModelAction.Change))));

    /// <summary>The models of which one may see anything.</summary>
    public static IReadOnlyList<ModelAdmin> ModelsFor(this AdminSite site, ClaimsPrincipal user) =>
        [.. site.Models.Where(model => user.May(model, ModelAction.View) || user.May(model, ModelAction.Add))];

    /// <summary>Whether they have the very permission, which is what it takes to give it to others.</summary>
    public static bool Holds(this ClaimsPrincipal user, string code) =>
        user.IsSuperuser() || user.HasClaim(PermissionClaim.Type, code);

    public static bool IsSuperuser(this ClaimsPrincipal user) => user.HasClaim(claim => claim.Type == StaffClaim.Superuser);
}
