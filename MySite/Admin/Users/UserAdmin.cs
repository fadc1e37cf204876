using System.Security.Claims;
using MySite.Accounts;
using MySite.Admin.Models;
using MySite.Data;

namespace MySite.Admin.Users;

/// <summary>The list of users; the pages of this folder add and change them.</summary>
internal sealed class UserAdmin : ModelAdmin<User>
{
    public UserAdmin()
    {
        Title = "user";
        Titles = "users";
        ListDisplay(user => user.UserName, "User name");
        ListDisplay(user => user.Email, "E-mail");
        ListDisplay(user => user.IsStaff, "Staff").Boolean();
        ListDisplay(user => user.IsActive, "Active").Boolean();
        ListDisplay(user => user.DateJoined, "Date joined");
        ListFilter(user => user.IsStaff);
        ListFilter(user => user.IsSuperuser);
        ListFilter(user => user.IsActive);
        ListFilter(user => user.DateJoined);
        Search(user => user.UserName, user => user.Email);
        OrderBy(user => user.UserName);
        // Nothing of a user may be written but by the pages of this folder: there are hashes and stamps among the fields.
        Fields("", user => user.UserName, user => user.Email, user => user.DateJoined, user => user.LastLogin);
        ReadOnlyFields(user => user.UserName, user => user.Email, user => user.DateJoined, user => user.LastLogin);
    }

    public override bool HasOwnPages => true;

    public override Task<string?> WhyNotDeleteAsync(
        SiteDbContext db, object entity, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        db.WhyNotDeleteAsync((User)entity, user, cancellationToken);

    public override async Task<string?> DeleteAsync(
        IServiceProvider services, object entity, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await services.GetRequiredService<UserRemoval>().DeleteAsync((User)entity, user, cancellationToken);
}
