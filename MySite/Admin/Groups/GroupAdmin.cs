using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using MySite.Admin.Models;

namespace MySite.Admin.Groups;

/// <summary>Groups of users, which are Identity's roles; the pages of this folder add and change them.</summary>
internal sealed class GroupAdmin : ModelAdmin<IdentityRole<Guid>>
{
    public GroupAdmin()
    {
        App = "accounts";
        Name = "group";
        Title = "group";
        Titles = "groups";
        ListDisplay(group => group.Name);
        Search(group => group.Name);
        OrderBy(group => group.Name);
        // A name is written by the manager alone, which keeps the normalized one beside it.
        Fields("", group => group.Name);
        ReadOnlyFields(group => group.Name);
    }

    public override bool HasOwnPages => true;

    public override async Task<string?> DeleteAsync(
        IServiceProvider services, object entity, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var groups = services.GetRequiredService<RoleManager<IdentityRole<Guid>>>();
        var result = await groups.DeleteAsync((IdentityRole<Guid>)entity);
        return result.Succeeded ? null : string.Join(' ', result.Errors.Select(error => error.Description));
    }
}
