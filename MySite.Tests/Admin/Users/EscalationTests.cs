using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts;
using MySite.Admin.Models;
using MySite.Data;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Users;

/// <summary>Nobody comes by more rights through the accounts of others, and the site keeps a superuser.</summary>
public abstract class EscalationTests(DatabaseServer server) : UserPages(server)
{
    [Fact]
    public async Task Only_a_superuser_makes_superusers()
    {
        var (ada, _) = await CreateUserAsync("ada");
        var form = await AdminForm.OpenAsync(await CreateEditorAsync(), Url(ada));
        Assert.True(form.Box("Superuser").IsDisabled);

        Assert.Equal(
            HttpStatusCode.Redirect, (await form.Tick("Staff").SendAsync(("Input.IsSuperuser", "true"))).StatusCode);

        Assert.Equal((true, false), ((await FindAsync("ada")).IsStaff, (await FindAsync("ada")).IsSuperuser));
    }

    [Fact]
    public async Task Nobody_gives_a_permission_or_a_group_that_can_do_more_than_they_can()
    {
        var (ada, _) = await CreateUserAsync("ada");
        var authors = await CreateGroupAsync("Authors", "polls.add_question");
        var keepers = await CreateGroupAsync("Keepers", "polls.delete_question");
        var visitor = await CreateEditorAsync("polls.add_question");
        var form = await AdminForm.OpenAsync(visitor, Url(ada));
        Assert.False(form.Box("Authors").IsDisabled || form.Box("Can add question").IsDisabled);
        Assert.True(form.Box("Keepers").IsDisabled && form.Box("Can delete question").IsDisabled);

        var again = await form.SendInVainAsync(("Input.Permissions", "polls.delete_question"));
        Assert.Equal("You can only give permissions that you have yourself.", again.ErrorOf("Permissions"));
        again = await form.SendInVainAsync(("Input.Groups", $"{keepers.Id}"));
        Assert.Equal("You can only choose groups whose permissions you have yourself.", again.ErrorOf("Groups"));
        Assert.Empty(await PermissionsOfAsync(ada));
        Assert.Empty(await GroupsOfAsync(ada));

        Assert.Equal(HttpStatusCode.Redirect, (await form.Tick("Authors").Tick("Can add question").SendAsync()).StatusCode);
        Assert.Equal(["polls.add_question"], await PermissionsOfAsync(ada));
        Assert.Equal(["Authors"], await GroupsOfAsync(ada));
    }

    [Fact]
    public async Task An_account_that_can_do_more_is_shown_and_not_changed()
    {
        var (ada, _) = await CreateUserAsync("ada");
        await CreateGroupAsync("Keepers", "polls.delete_question");
        var root = await Site.CreateSignedInVisitorAsync("root", isSuperuser: true);
        await (await AdminForm.OpenAsync(root, Url(ada))).Tick("Keepers").SendAsync();
        var visitor = await CreateEditorAsync("accounts.delete_user");

        foreach (var user in new[] { ada, await FindAsync("root") })
        {
            var form = await AdminForm.OpenAsync(visitor, Url(user));
            Assert.Empty(form.Form.QuerySelectorAll("button"));
            var sent = await form.SendAsync(("Input.UserName", "mine"), ("Input.Email", "mine@example.org"));
            Assert.Equal(HttpStatusCode.Forbidden, sent.StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync(Url(user, "password"))).StatusCode);
            sent = await form.SendToAsync(
                Url(user, "password"), ("Input.Password", NewPassword), ("Input.ConfirmPassword", NewPassword));
            Assert.Equal(HttpStatusCode.Forbidden, sent.StatusCode);
            Assert.NotNull(await WhyNotDeleteAsync(user, "grace"));
        }
        Assert.Null(await FindUserAsync("mine"));
        Assert.Equal(ada.PasswordHash, (await FindAsync("ada")).PasswordHash);
    }

    [Fact]
    public async Task Nobody_takes_a_flag_from_themselves()
    {
        var root = await Site.CreateSignedInVisitorAsync("root", isStaff: true, isSuperuser: true);
        await Site.CreateSessionCookieAsync("other", isSuperuser: true);
        var form = await AdminForm.OpenAsync(root, Url(await FindAsync("root")));
        Assert.True(form.Box("Active").IsDisabled && form.Box("Staff").IsDisabled && form.Box("Superuser").IsDisabled);

        var response = await form.SendAsync(
            ("Input.IsActive", "false"), ("Input.IsStaff", "false"), ("Input.IsSuperuser", "false"));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var user = await FindAsync("root");
        Assert.Equal((true, true, true), (user.IsActive, user.IsStaff, user.IsSuperuser));
        Assert.Equal("You cannot delete your own account.", await WhyNotDeleteAsync(user, "root"));
    }

    [Theory]
    [InlineData("Active")]
    [InlineData("Superuser")]
    public async Task The_last_active_superuser_stays_one(string flag)
    {
        // Somebody demoted the one who is logged in, a moment ago.
        var root = await Site.CreateSignedInVisitorAsync("root", isSuperuser: true);
        await Site.CreateSessionCookieAsync("last", isSuperuser: true);
        await Site.CreateSessionCookieAsync("gone", isSuperuser: true);
        await InScopeAsync(db => db.Users.Where(user => user.UserName == "gone")
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.IsActive, false), Cancel));
        await InScopeAsync(db => db.Users.Where(user => user.UserName == "root")
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.IsSuperuser, false), Cancel));
        var last = await FindAsync("last");

        var again = await (await AdminForm.OpenAsync(root, Url(last))).Tick(flag, false).SendInVainAsync();

        Assert.StartsWith("This is the last active superuser", again.Alert, StringComparison.Ordinal);
        Assert.True(await FindAsync("last") is { IsActive: true, IsSuperuser: true });
        Assert.StartsWith("This is the last active superuser", await DeleteAsync(last, "root"), StringComparison.Ordinal);
        Assert.NotNull(await FindUserAsync("last"));
    }

    [Fact]
    public async Task Of_two_superusers_who_demote_each_other_at_once_one_stays()
    {
        var (first, second) = (
            await Site.CreateSignedInVisitorAsync("first", isSuperuser: true),
            await Site.CreateSignedInVisitorAsync("second", isSuperuser: true));
        var forms = new[]
        {
            await AdminForm.OpenAsync(first, Url(await FindAsync("second"))),
            await AdminForm.OpenAsync(second, Url(await FindAsync("first"))),
        };

        await Task.WhenAll(forms.Select(form => form.Tick("Superuser", false).SendAsync()));

        Assert.Equal(1, await InScopeAsync(db => db.Users.CountAsync(user => user.IsSuperuser, Cancel)));
    }

    [Fact]
    public async Task A_user_is_deleted_through_the_manager_and_announced_once()
    {
        var (ada, _) = await CreateUserAsync("ada");
        await Site.CreateSessionCookieAsync("root", isSuperuser: true);
        var heard = Listen();

        Assert.Null(await DeleteAsync(ada, "root"));

        Assert.Equal(["user_deleted"], heard.Names);
        Assert.Null(await FindUserAsync("ada"));
    }

    private Task<Visitor> CreateEditorAsync(params string[] permissions) => Site.CreateSignedInVisitorAsync(
        "grace", isStaff: true, permissions: ["accounts.change_user", .. permissions]);

    private async Task<string?> WhyNotDeleteAsync(User user, string name) =>
        await AsAsync(name, async (services, admin, somebody) =>
        await admin.WhyNotDeleteAsync(services.GetRequiredService<SiteDbContext>(), user, somebody, Cancel));

    private async Task<string?> DeleteAsync(User user, string name) => await AsAsync(name, (services, admin, somebody) =>
        admin.DeleteAsync(services, user, somebody, Cancel));

    private async Task<string?> AsAsync(
        string name, Func<IServiceProvider, ModelAdmin, ClaimsPrincipal, Task<string?>> act)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var factory = scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<User>>();
        var somebody = await FindAsync(name);
        // As the cookie has it: a superuser who is none any more.
        if (name == "root")
            somebody.IsSuperuser = true;
        var admin = scope.ServiceProvider.GetRequiredService<AdminSite>().Find(typeof(User))!;
        return await act(scope.ServiceProvider, admin, await factory.CreateAsync(somebody));
    }
}

public sealed class EscalationTestsOnSqlite() : EscalationTests(DatabaseServer.Sqlite);

public sealed class EscalationTestsOnPostgreSql() : EscalationTests(DatabaseServer.PostgreSql);
