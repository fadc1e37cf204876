using System.Net;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Users;

public abstract class AddUserTests(DatabaseServer server) : UserPages(server)
{
    private const string AddUrl = "/admin/accounts/user/add/";

    [Fact]
    public async Task A_user_is_made_in_two_steps_and_announced_once()
    {
        var root = await Site.CreateSignedInVisitorAsync("root", isSuperuser: true);
        var heard = Listen();

        var response = await Filled(await AdminForm.OpenAsync(root, AddUrl)).SendAsync();

        var ada = await FindAsync("ada");
        Assert.Equal(Url(ada), response.Headers.Location?.OriginalString);
        Assert.Equal(["user_created"], heard.Names);
        Assert.Equal((null, Now, 7), (ada.Email, ada.DateJoined, ada.Id.Version));
        Assert.Equal((true, false, false), (ada.IsActive, ada.IsStaff, ada.IsSuperuser));
        Assert.Equal("The user “ada” was added.", (await root.FollowAsync(response)).QuerySelector("[role=status]")?.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, (await LogInAsync(CreateVisitor(), "ada")).StatusCode);
    }

    [Fact]
    public async Task Several_users_may_be_without_an_address()
    {
        var root = await Site.CreateSignedInVisitorAsync("root", isSuperuser: true);

        await Filled(await AdminForm.OpenAsync(root, AddUrl)).SendAsync();
        var response = await Filled(await AdminForm.OpenAsync(root, AddUrl)).Type("UserName", "bob")
            .SendAsync(("_addanother", "1"));

        Assert.Equal(AddUrl, response.Headers.Location?.OriginalString);
        Assert.Null((await FindAsync("bob")).NormalizedEmail);
    }

    [Theory]
    [InlineData("UserName", "ROOT", "A user with that user name already exists.")]
    [InlineData("UserName", "a b", "Enter a user name of letters, digits and @ . + - _ only.")]
    [InlineData("UserName", "", "Enter a user name.")]
    [InlineData("Email", "ada@example", "This is not a complete e-mail address.")]
    [InlineData("Email", "BOB@example.org", "A user with that e-mail address already exists.")]
    [InlineData("Password", "password", "This password is too common.")]
    [InlineData("ConfirmPassword", "something else", "The two passwords are not the same.")]
    public async Task The_rules_of_the_site_hold_here_too(string field, string value, string error)
    {
        await CreateUserAsync("bob");
        var root = await Site.CreateSignedInVisitorAsync("root", isSuperuser: true);

        var again = await Filled(await AdminForm.OpenAsync(root, AddUrl)).Type(field, value).SendInVainAsync();

        Assert.Equal(error, again.ErrorOf(field));
        Assert.Equal("", again.Field("Password").Value);
        Assert.Null(await FindUserAsync("ada"));
    }

    [Fact]
    public async Task Fields_that_the_form_does_not_have_change_nothing()
    {
        var visitor = await Site.CreateSignedInVisitorAsync(
            "grace", isStaff: true, permissions: ["accounts.add_user", "accounts.change_user"]);
        var id = "0199a000-0000-7000-8000-000000000000";

        await Filled(await AdminForm.OpenAsync(visitor, AddUrl)).SendAsync(
            ("Input.Id", id), ("Id", id), ("Input.IsSuperuser", "true"), ("IsSuperuser", "true"), ("Input.IsStaff", "true"),
            ("Input.PasswordHash", "x"), ("Input.Permissions", "polls.add_question"), ("Input.DateJoined", "2001-01-01"));

        var ada = await FindAsync("ada");
        Assert.NotEqual(Guid.Parse(id), ada.Id);
        Assert.Equal((false, false, Now), (ada.IsSuperuser, ada.IsStaff, ada.DateJoined));
        Assert.Empty(await PermissionsOfAsync(ada));
        Assert.Equal(HttpStatusCode.Redirect, (await LogInAsync(CreateVisitor(), "ada")).StatusCode);
    }

    private static AdminForm Filled(AdminForm form) =>
        form.Type("UserName", "ada").Type("Password", Password).Type("ConfirmPassword", Password);
}

public sealed class AddUserTestsOnSqlite() : AddUserTests(DatabaseServer.Sqlite);

public sealed class AddUserTestsOnPostgreSql() : AddUserTests(DatabaseServer.PostgreSql);
