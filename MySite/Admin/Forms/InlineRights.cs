using System.Security.Claims;
using MySite.Admin.Models;
using MySite.Admin.Permissions;

namespace MySite.Admin.Forms;

/// <summary>What somebody may do with the rows of a collection, once they may change the object that has them.</summary>
/// <param name="View">Whether the rows are shown.</param>
internal sealed record InlineRights(bool View, bool Add, bool Change, bool Delete)
{
    /// <param name="item">The administration of the rows; without one, who may change the object may change them.</param>
    public static InlineRights Of(ClaimsPrincipal user, ModelAdmin? item)
    {
        return new InlineRights(May(ModelAction.View), May(ModelAction.Add), May(ModelAction.Change), May(ModelAction.Delete));

        bool May(ModelAction action) => item is null || user.May(item, action);
    }
}
