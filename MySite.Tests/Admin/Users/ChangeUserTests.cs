using System.Net;
using MySite.Signals.Identity;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Users;

public abstract class ChangeUserTests(DatabaseServer server) : UserPages(server)
{
    [Fact]
    public async Task Everything_about_a_user_is_changed_on_one_page_and_announced_once()
    {
        var (ada, _) = await CreateUserAsync("ada");
        await CreateGroupAsync("Editors", "polls.add_question");
        await CreateGroupAsync("Authors");
        var root = await Site.CreateSignedInVisitorAsync("root", isSuperuser: true);
        var form = await AdminForm.OpenAsync(root, Url(ada));
        var heard = Listen();

        var response = await form.Type("UserName", "lovelace").Type("Email", "love@example.org")
            .Tick("Staff").Tick("Superuser").Tick("Editors").Tick("Authors").Tick("Can view tag").Tick("Can add tag").SendAsync();

        Assert.Equal("/admin/accounts/user/", response.Headers.Location?.OriginalString);
        var changed = await FindAsync("lovelace");
        Assert.Equal((ada.Id, "love@example.org"), (changed.Id, changed.Email));
        Assert.Equal((true, true, true), (changed.IsActive, changed.IsStaff, changed.IsSuperuser));
        Assert.Equal(["Authors", "Editors"], await GroupsOfAsync(ada));
        Assert.Equal(["polls.add_tag", "polls.view_tag"], await PermissionsOfAsync(ada));
        Assert.Equal(["Authors", "Editors"], heard.Only<UserRolesChanged>().Added);
        Assert.Equal(2, heard.Only<UserClaimsChanged>().Added.Count);
        Assert.Equal(
            [UserUpdateReason.Update, UserUpdateReason.AddToRoles, UserUpdateReason.AddClaims],
            heard.Entries.Select(entry => entry.Payload).OfType<UserUpdated>().Select(updated => updated.Reason));
        Assert.DoesNotContain("user_created", heard.Names);
    }

    [Fact]
    public async Task A_form_that_is_sent_as_it_was_changes_nothing_and_announces_nothing()
    {
        var (ada, _) = await CreateUserAsync("ada");
        var root = await Site.CreateSignedInVisitorAsync("root", isSuperuser: true);
        var form = await AdminForm.OpenAsync(root, Url(ada));
        var heard = Listen();

        await form.SendAsync();

        Assert.Empty(heard.Names);
        Assert.Equal(ada.ConcurrencyStamp, (await FindAsync("ada")).ConcurrencyStamp);
    }

    [Theory]
    [InlineData("UserName", "BOB", "A user with that user name already exists.")]
    [InlineData("UserName", "", "Enter a user name.")]
    [InlineData("Email", "bob@example.org", "A user with that e-mail address already exists.")]
    [InlineData("Email", "nonsense", "This is not a complete e-mail address.")]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_is_saved(string field, string value, string error)
    {
        await CreateUserAsync("bob");
        var (ada, _) = await CreateUserAsync("ada");
        var root = await Site.CreateSignedInVisitorAsync("root", isSuperuser: true);

        var again = await (await AdminForm.OpenAsync(root, Url(ada)))
            .Type(field, value).Tick("Staff").Tick("Can add tag").SendInVainAsync();

        Assert.Equal(error, again.ErrorOf(field));
        Assert.True(again.Box("Staff").IsChecked && again.Box("Can add tag").IsChecked);
        Assert.False((await FindAsync("ada")).IsStaff);
        Assert.Empty(await PermissionsOfAsync(ada));
    }

    [Fact]
    public async Task A_permission_or_a_group_that_does_not_exist_undoes_all_of_it()
    {
        var (ada, _) = await CreateUserAsync("ada");
        var root = await Site.CreateSignedInVisitorAsync("root", isSuperuser: true);
        var form = (await AdminForm.OpenAsync(root, Url(ada))).Tick("Staff");

        Assert.Equal(
            "There is no permission polls.rule_world.",
            (await form.SendInVainAsync(("Input.Permissions", "polls.rule_world"))).ErrorOf("Permissions"));
        Assert.Equal(
            "One of the groups does not exist any more.",
            (await form.SendInVainAsync(("Input.Groups", $"{Guid.Empty}"))).ErrorOf("Groups"));
        Assert.False((await FindAsync("ada")).IsStaff);
    }

    [Fact]
    public async Task Fields_that_are_not_on_the_form_or_only_shown_change_nothing()
    {
        var (ada, _) = await CreateUserAsync("ada");
        var (bob, _) = await CreateUserAsync("bob");
        var root = await Site.CreateSignedInVisitorAsync("root", isSuperuser: true);

        await (await AdminForm.OpenAsync(root, Url(ada))).Tick("Staff").SendAsync(
            ("Input.Id", $"{bob.Id}"), ("Input.PasswordHash", "x"), ("Input.SecurityStamp", "x"), ("Account.IsSuperuser", "true"),
            ("Input.DateJoined", "2001-01-01"), ("Input.LastLogin", "2001-01-01"), ("Input.EmailConfirmed", "true"));

        var changed = await FindAsync("ada");
        Assert.Equal(
            (true, false, ada.PasswordHash, ada.SecurityStamp, ada.DateJoined, ada.LastLogin, false),
            (changed.IsStaff, changed.IsSuperuser, changed.PasswordHash, changed.SecurityStamp, changed.DateJoined,
                changed.LastLogin, changed.EmailConfirmed));
        Assert.Equal(bob.ConcurrencyStamp, (await FindAsync("bob")).ConcurrencyStamp);
    }

    [Fact]
    public async Task Who_may_only_view_users_sees_them_and_cannot_send_the_form()
    {
        var (ada, _) = await CreateUserAsync("ada");
        var visitor = await Site.CreateSignedInVisitorAsync("grace", isStaff: true, permissions: "accounts.view_user");
        var form = await AdminForm.OpenAsync(visitor, Url(ada));
        Assert.True(form.Field("UserName").Closest("fieldset")!.HasAttribute("disabled"));
        Assert.Empty(form.Form.QuerySelectorAll("button"));
        Assert.Empty(form.Page.QuerySelectorAll($"a[href='{Url(ada, "password")}']"));

        var response = await form.SendAsync(("Input.UserName", "mine"), ("Input.IsActive", "true"), ("Input.IsStaff", "true"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync(Url(ada, "password"))).StatusCode);
        Assert.False((await FindAsync("ada")).IsStaff);
    }

    [Theory]
    [InlineData("change")]
    [InlineData("password")]
    public async Task A_user_who_is_not_there_is_not_found(string page)
    {
        var root = await Site.CreateSignedInVisitorAsync("root", isSuperuser: true);

        foreach (var id in new[] { "not-a-key", "0199a000-0000-7000-8000-000000000000" })
            Assert.Equal(HttpStatusCode.NotFound, (await root.GetAsync($"/admin/accounts/user/{id}/{page}/")).StatusCode);
    }
}

public sealed class ChangeUserTestsOnSqlite() : ChangeUserTests(DatabaseServer.Sqlite);

public sealed class ChangeUserTestsOnPostgreSql() : ChangeUserTests(DatabaseServer.PostgreSql);
