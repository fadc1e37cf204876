using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MySite.Admin.Permissions;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Groups;

public abstract class GroupPageTests(DatabaseServer server) : SiteTests(server)
{
    [Fact]
    public async Task A_group_is_made_with_its_permissions()
    {
        var root = await Site.CreateSignedInVisitorAsync("root", isSuperuser: true);
        var form = await AdminForm.OpenAsync(root, "/admin/accounts/group/add/");

        var response = await form.Type("Name", " Editors ").Tick("Can add question").Tick("Can view tag").SendAsync();

        Assert.Equal("/admin/accounts/group/", response.Headers.Location?.OriginalString);
        var group = await OnlyGroupAsync();
        Assert.Equal(("Editors", "EDITORS", 7), (group.Name, group.NormalizedName, group.Id.Version));
        Assert.Equal(["polls.add_question", "polls.view_tag"], await PermissionsOfAsync(group));
    }

    [Fact]
    public async Task A_group_is_renamed_and_its_permissions_are_changed_and_its_members_feel_it_within_a_minute()
    {
        var group = await CreateGroupAsync("Editors", "polls.add_question", "accounts.view_user");
        var member = await Site.CreateSignedInVisitorAsync("grace", isStaff: true);
        var id = await InScopeAsync(db => db.Users.Select(user => user.Id).SingleAsync(Cancel));
        await SaveAsync(new IdentityUserRole<Guid> { RoleId = group.Id, UserId = id });
        Clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Equal(HttpStatusCode.OK, (await member.GetAsync($"/admin/accounts/user/{id}/change/")).StatusCode);
        var root = await Site.CreateSignedInVisitorAsync("root", isSuperuser: true);
        var form = await AdminForm.OpenAsync(root, Url(group));
        Assert.True(form.Box("Can add question").IsChecked);
        Assert.False(form.Box("Can change question").IsChecked);

        var response = await form.Type("Name", "Authors")
            .Tick("Can add question", false).Tick("Can view user", false).Tick("Can change question")
                .SendAsync(("_continue", "1"));

        Assert.Equal(Url(group), response.Headers.Location?.OriginalString);
        Assert.Equal("Authors", (await OnlyGroupAsync()).Name);
        Assert.Equal(["polls.change_question"], await PermissionsOfAsync(group));
        Clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Equal(HttpStatusCode.Forbidden, (await member.GetAsync($"/admin/accounts/user/{id}/change/")).StatusCode);
    }

    [Theory]
    [InlineData("editors", "A group with that name already exists.")]
    [InlineData("", "Enter a name.")]
    [InlineData(" ", "Enter a name.")]
    public async Task A_name_is_given_to_one_group_and_the_rest_of_the_form_is_kept(string name, string error)
    {
        await CreateGroupAsync("Editors");
        var root = await Site.CreateSignedInVisitorAsync("root", isSuperuser: true);
        var form = await AdminForm.OpenAsync(root, "/admin/accounts/group/add/");

        var again = await form.Type("Name", name).Tick("Can add question").SendInVainAsync();

        Assert.Equal(error, again.ErrorOf("Name"));
        Assert.True(again.Box("Can add question").IsChecked);
        Assert.Equal("Editors", (await OnlyGroupAsync()).Name);
    }

    [Fact]
    public async Task A_permission_that_does_not_exist_is_refused_and_nothing_is_saved()
    {
        var group = await CreateGroupAsync("Editors", "polls.add_question");
        var root = await Site.CreateSignedInVisitorAsync("root", isSuperuser: true);
        var form = await AdminForm.OpenAsync(root, Url(group));

        var again = await form.Type("Name", "Authors").Tick("Can add question", false)
            .SendInVainAsync(("Input.Permissions", "polls.rule_world"));

        Assert.Equal("There is no permission polls.rule_world.", again.ErrorOf("Permissions"));
        Assert.Equal("Editors", (await OnlyGroupAsync()).Name);
        Assert.Equal(["polls.add_question"], await PermissionsOfAsync(group));
    }

    [Fact]
    public async Task Nobody_gives_a_group_what_they_do_not_have_or_takes_it_away()
    {
        var group = await CreateGroupAsync("Editors", "polls.delete_tag");
        var visitor = await Site.CreateSignedInVisitorAsync(
            "grace", isStaff: true, permissions: ["accounts.change_group", "polls.add_question"]);
        var form = await AdminForm.OpenAsync(visitor, Url(group));
        Assert.True(form.Box("Can delete tag") is { IsDisabled: true, IsChecked: true });

        var again = await form.Tick("Can add question").SendInVainAsync(("Input.Permissions", "accounts.change_user"));
        Assert.Equal("You can only give permissions that you have yourself.", again.ErrorOf("Permissions"));
        Assert.Equal(["polls.delete_tag"], await PermissionsOfAsync(group));

        form = await AdminForm.OpenAsync(visitor, Url(group));
        Assert.Equal(HttpStatusCode.Redirect, (await form.Tick("Can add question").SendAsync()).StatusCode);
        Assert.Equal(["polls.add_question", "polls.delete_tag"], await PermissionsOfAsync(group));
    }

    [Fact]
    public async Task Who_may_only_view_a_group_sees_it_and_cannot_send_it()
    {
        var group = await CreateGroupAsync("Editors", "polls.add_question");
        var visitor = await Site.CreateSignedInVisitorAsync("grace", isStaff: true, permissions: "accounts.view_group");
        var form = await AdminForm.OpenAsync(visitor, Url(group));
        Assert.True(form.Field("Name").Closest("fieldset")!.HasAttribute("disabled"));
        Assert.Empty(form.Form.QuerySelectorAll("button"));

        var response = await form.SendAsync(("Input.Name", "Mine"), ("Input.Permissions", "accounts.view_group"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("Editors", (await OnlyGroupAsync()).Name);
        Assert.Equal(["polls.add_question"], await PermissionsOfAsync(group));
    }

    [Theory]
    [InlineData("/admin/accounts/group/not-a-key/change/")]
    [InlineData("/admin/accounts/group/0199a000-0000-7000-8000-000000000000/change/")]
    public async Task A_group_that_is_not_there_is_not_found(string url)
    {
        var root = await Site.CreateSignedInVisitorAsync("root", isSuperuser: true);

        Assert.Equal(HttpStatusCode.NotFound, (await root.GetAsync(url)).StatusCode);
    }

    private static string Url(IdentityRole<Guid> group) => $"/admin/accounts/group/{group.Id}/change/";

    private async Task<IdentityRole<Guid>> CreateGroupAsync(string name, params string[] permissions)
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

    private Task<IdentityRole<Guid>> OnlyGroupAsync() => InScopeAsync(db => db.Roles.SingleAsync(Cancel));

    private async Task<IEnumerable<string>> PermissionsOfAsync(IdentityRole<Guid> group) =>
        (await InScopeAsync(db => db.PermissionsOfAsync(group, Cancel))).Order(StringComparer.Ordinal);
}

public sealed class GroupPageTestsOnSqlite() : GroupPageTests(DatabaseServer.Sqlite);

public sealed class GroupPageTestsOnPostgreSql() : GroupPageTests(DatabaseServer.PostgreSql);
