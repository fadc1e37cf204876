using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.Identity;

namespace MySite.Tests.Signals.Identity;

/// <summary>Roles, claims and external logins.</summary>
public sealed class UserLinksTests
{
    private static readonly UserLoginInfo Google = new("Google", "ann-at-google", "Google");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Roles_that_are_added_and_removed_are_one_change_each(bool several)
    {
        await using var host = await StartWithRolesAsync();
        var ann = await host.AddAsync("ann");
        string[] roles = several ? ["author", "editor"] : ["author"];

        await host.InUsersAsync(ann, (users, member) =>
            several ? users.AddToRolesAsync(member, roles) : users.AddToRoleAsync(member, "author"));
        Assert.Equal(["user_updated AddToRoles", "user_roles_changed"], host.Heard);
        var added = host.Recorder.Only<UserRolesChanged>();
        Assert.Equal((ann.Id, "ann"), (added.UserId, added.UserName));
        Assert.Equal(roles, added.Added);
        Assert.Empty(added.Removed);

        host.Recorder.Clear();
        await host.InUsersAsync(ann, (users, member) =>
            several ? users.RemoveFromRolesAsync(member, roles) : users.RemoveFromRoleAsync(member, "author"));
        Assert.Equal(["user_updated RemoveFromRoles", "user_roles_changed"], host.Heard);
        var removed = host.Recorder.Only<UserRolesChanged>();
        Assert.Empty(removed.Added);
        Assert.Equal(roles, removed.Removed);
    }

    [Fact]
    public async Task A_role_that_is_there_already_or_is_not_there_is_no_change()
    {
        await using var host = await StartWithRolesAsync();
        var ann = await host.AddAsync("ann", (users, member) => users.AddToRoleAsync(member, "author"));

        await host.InUsersAsync(ann, async (users, member) =>
        {
            Assert.False((await users.AddToRoleAsync(member, "author")).Succeeded);
            Assert.False((await users.RemoveFromRolesAsync(member, ["editor"])).Succeeded);
        });
        Assert.Empty(host.Heard);

        await host.InUsersAsync(ann, (users, member) => users.AddToRolesAsync(member, []));
        Assert.Equal(["user_updated AddToRoles"], host.Heard);
    }

    [Fact]
    public async Task A_receiver_that_fails_undoes_the_role()
    {
        await using var host = await StartWithRolesAsync(hub =>
            hub.On(AccountSignals.UserRolesChanged).Call(_ => throw new InvalidOperationException("No.")));
        var ann = await host.AddAsync("ann");

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.InUsersAsync(
            ann, (users, member) => users.AddToRoleAsync(member, "author")));

        await host.InUsersAsync(ann, async (users, member) => Assert.Empty(await users.GetRolesAsync(member)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Claims_that_are_added_and_removed_are_one_change_each(bool several)
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");
        Claim[] claims = several ? [new("level", "7"), new("team", "blue")] : [new("level", "7")];
        UserClaim[] expected = several ? [new("level", "7"), new("team", "blue")] : [new("level", "7")];

        await host.InUsersAsync(ann, (users, member) =>
            several ? users.AddClaimsAsync(member, claims) : users.AddClaimAsync(member, claims[0]));
        Assert.Equal(["user_updated AddClaims", "user_claims_changed"], host.Heard);
        var added = host.Recorder.Only<UserClaimsChanged>();
        Assert.Equal((ann.Id, "ann"), (added.UserId, added.UserName));
        Assert.Equal(expected, added.Added);
        Assert.Empty(added.Removed);

        host.Recorder.Clear();
        await host.InUsersAsync(ann, (users, member) => several
            ? users.RemoveClaimsAsync(member, [.. claims, new Claim("never", "had")])
            : users.RemoveClaimAsync(member, claims[0]));
        Assert.Equal(["user_updated RemoveClaims", "user_claims_changed"], host.Heard);
        var removed = host.Recorder.Only<UserClaimsChanged>();
        Assert.Empty(removed.Added);
        Assert.Equal(expected, removed.Removed.OrderBy(claim => claim.Type));
    }

    [Fact]
    public async Task A_claim_that_takes_the_place_of_another_is_one_change()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann", (users, member) => users.AddClaimAsync(member, new("level", "7")));

        await host.InUsersAsync(ann, (users, member) =>
            users.ReplaceClaimAsync(member, new("level", "7"), new("level", "8")));

        Assert.Equal(["user_updated ReplaceClaim", "user_claims_changed"], host.Heard);
        var changed = host.Recorder.Only<UserClaimsChanged>();
        Assert.Equal([new("level", "8")], changed.Added);
        Assert.Equal([new("level", "7")], changed.Removed);
    }

    [Fact]
    public async Task A_claim_that_nobody_had_is_neither_replaced_nor_removed()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");

        await host.InUsersAsync(ann, async (users, member) =>
        {
            await users.ReplaceClaimAsync(member, new("level", "7"), new("level", "8"));
            await users.RemoveClaimAsync(member, new("level", "7"));
        });

        Assert.Equal(["user_updated ReplaceClaim", "user_updated RemoveClaims"], host.Heard);
    }

    [Fact]
    public async Task An_external_login_that_is_linked_and_unlinked_is_one_change_each()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");

        await host.InUsersAsync(ann, (users, member) => users.AddLoginAsync(member, Google));
        Assert.Equal(["user_updated AddLogin", "user_logins_changed"], host.Heard);
        var added = host.Recorder.Only<UserLoginsChanged>();
        Assert.Equal((ann.Id, "ann", "ann@example.org"), (added.UserId, added.UserName, added.Email));
        Assert.Equal(["Google"], added.Added);
        Assert.Empty(added.Removed);

        host.Recorder.Clear();
        await host.InUsersAsync(ann, (users, member) => users.RemoveLoginAsync(member, "Google", "ann-at-google"));
        Assert.Equal(["user_updated RemoveLogin", "user_logins_changed"], host.Heard);
        var removed = host.Recorder.Only<UserLoginsChanged>();
        Assert.Empty(removed.Added);
        Assert.Equal(["Google"], removed.Removed);

        host.Recorder.Clear();
        await host.InUsersAsync(ann, (users, member) => users.RemoveLoginAsync(member, "Google", "ann-at-google"));
        Assert.Equal(["user_updated RemoveLogin"], host.Heard);
    }

    [Fact]
    public async Task A_login_that_somebody_else_has_is_no_change()
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("bob", (users, member) => users.AddLoginAsync(member, Google));
        var ann = await host.AddAsync("ann");

        await host.InUsersAsync(ann, async (users, member) =>
            Assert.False((await users.AddLoginAsync(member, Google)).Succeeded));

        Assert.Empty(host.Heard);
    }

    private static async Task<AccountHost> StartWithRolesAsync(Action<ISignalHub>? connect = null)
    {
        var host = await AccountHost.StartAsync(services => services.AddReceivers(hub => connect?.Invoke(hub)));
        await host.InScopeAsync(async services =>
        {
            var roles = services.GetRequiredService<RoleManager<IdentityRole>>();
            await roles.CreateAsync(new IdentityRole("author"));
            await roles.CreateAsync(new IdentityRole("editor"));
        });
        return host;
    }
}
