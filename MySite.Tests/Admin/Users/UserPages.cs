using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts;
using MySite.Admin.Permissions;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Tests.Accounts;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Users;

/// <summary>What the tests of the pages for users share.</summary>
public abstract class UserPages(DatabaseServer server) : AccountTests(server)
{
    protected const string NewPassword = "another fine password";

    private protected static string Url(User user, string page = "change") => $"/admin/accounts/user/{user.Id}/{page}/";

    private protected async Task<User> FindAsync(string name) => (await FindUserAsync(name))!;

    /// <summary>An account like any other, whose visitor is logged in.</summary>
    private protected async Task<(User User, Visitor Visitor)> CreateUserAsync(string name)
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, name);
        return (await FindAsync(name), visitor);
    }

    private protected async Task<IdentityRole<Guid>> CreateGroupAsync(string name, params string[] permissions)
    {
        var group = new IdentityRole<Guid>(name) { Id = Guid.CreateVersion7(Now), NormalizedName = name.ToUpperInvariant() };
        await SaveAsync([group, .. permissions.Select(code => new IdentityRoleClaim<Guid>
        {
            RoleId = group.Id,
            ClaimType = PermissionClaim.Type,
            ClaimValue = code,
        })]);
        return group;
    }

    private protected async Task<IEnumerable<string>> PermissionsOfAsync(User user) =>
        (await InScopeAsync(db => db.PermissionsOfAsync(user, Cancel))).Order(StringComparer.Ordinal);

    private protected Task<List<string?>> GroupsOfAsync(User user) => InScopeAsync(db => db.Roles
        .Where(group => db.UserRoles.Any(member => member.UserId == user.Id && member.RoleId == group.Id))
        .Select(group => group.Name).OrderBy(name => name).ToListAsync(Cancel));

    private protected Recorder Listen()
    {
        var (recorder, hub) = (new Recorder(), Site.Services.GetRequiredService<ISignalHub>());
        recorder.Hear(hub, AccountSignals.UserCreated);
        recorder.Hear(hub, AccountSignals.UserUpdated);
        recorder.Hear(hub, AccountSignals.UserRolesChanged);
        recorder.Hear(hub, AccountSignals.UserClaimsChanged);
        recorder.Hear(hub, AccountSignals.PasswordChanged);
        recorder.Hear(hub, AccountSignals.UserDeleted);
        recorder.Hear(hub, AccountSignals.UserLoginFailed);
        return recorder;
    }
}
