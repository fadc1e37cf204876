using System.Security.Claims;
using MySite.Accounts;
using MySite.Admin.Models;

namespace MySite.Admin.Permissions;

internal static class PermissionExtensions
{
    /// <summary>Whether a member of staff may do it: as superuser, or by a permission of theirs or of a group of theirs.</summary>
    /// <remarks>Who may change may view, as in Django.</remarks>
    public static bool May(this ClaimsPrincipal user, ModelAdmin model, ModelAction action) =>
        user.HasClaim(claim => claim.Type == StaffClaim.Superuser)
        || user.HasClaim(PermissionClaim.Type, model.Permission(action))
        || (action == ModelAction.View && user.HasClaim(PermissionClaim.Type, model.Permission(ModelAction.Change)));
}
