using System.Net;
using Microsoft.EntityFrameworkCore;
using MySite.Accounts;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts;

public abstract class SignUpTests(DatabaseServer server) : AccountTests(server)
{
    [Fact]
    public async Task A_visitor_who_signs_up_is_logged_in_at_once()
    {
        var visitor = CreateVisitor();

        var response = await SignUpAsync(visitor, "ada");

        Assert.Equal("/polls/", response.Headers.Location?.OriginalString);
        Assert.Equal("ada", await LoggedInAsAsync(visitor));
        var user = await FindUserAsync("ada");
        Assert.Equal("ada@example.org", user!.Email);
        Assert.Equal(Now, user.DateJoined);
        Assert.Equal(7, user.Id.Version);
        Assert.False(user.IsStaff || user.IsSuperuser);
    }

    [Fact]
    public async Task A_new_user_has_a_profile()
    {
        await SignUpAsync(CreateVisitor(), "ada");

        var id = (await FindUserAsync("ada"))!.Id;
        var profile = await InScopeAsync(db => db.Set<Profile>().SingleAsync(Cancel));
        Assert.Equal((id, "ada"), (profile.UserId, profile.DisplayName));
    }

    [Theory]
    [InlineData("Åsa.Ünlü")]
    [InlineData("太郎")]
    [InlineData("a+b-c_d.e")]
    public async Task Names_may_be_of_any_script(string name)
    {
        var visitor = CreateVisitor();

        await SignUpAsync(visitor, name, "someone@example.org");

        Assert.Equal(name, await LoggedInAsAsync(visitor));
    }

    [Theory]
    [InlineData("User name", "", "Enter a user name.")]
    [InlineData("User name", "a b", "Enter a user name of letters, digits and @ . + - _ only.")]
    [InlineData("User name", "<script>", "Enter a user name of letters, digits and @ . + - _ only.")]
    [InlineData("User name", "someone@else.org", "A user name with @ must be your own e-mail address.")]
    [InlineData("User name", "\uFFFE", "Enter a user name of letters, digits and @ . + - _ only.")]
    [InlineData("E-mail", "", "Enter your e-mail address.")]
    [InlineData("E-mail", "ada@example", "This is not a complete e-mail address.")]
    [InlineData("E-mail", "ada@example.org\r\nBcc: all@example.org", "This is not a complete e-mail address.")]
    [InlineData("E-mail", "Ada <ada@example.org>", "This is not a complete e-mail address.")]
    [InlineData("E-mail", "ada@example.org.", "This is not a complete e-mail address.")]
    [InlineData("E-mail", "ada@-example.org", "This is not a complete e-mail address.")]
    [InlineData("E-mail", "ada@[127.0.0.1]", "This is not a complete e-mail address.")]
    [InlineData("Password", "", "Enter a password.")]
    [InlineData("Password", "brief12", "This password is too short. It must contain at least 8 characters.")]
    [InlineData("Password", "password", "This password is too common.")]
    [InlineData("Password", "Password1", "This password is too common.")]
    [InlineData("Password", "73920561827", "This password is entirely numeric.")]
    [InlineData("Password", "lovelace_1", "The password is too similar to the user name.")]
    [InlineData("Password", "countess!", "The password is too similar to the e-mail address.")]
    [InlineData("Password again", "something else", "The two passwords are not the same.")]
    public async Task What_is_wrong_is_said_at_its_field_and_nobody_is_created(string label, string value, string error)
    {
        var typed = new Dictionary<string, string>
        {
            ["User name"] = "lovelace",
            ["E-mail"] = "countess@example.org",
            ["Password"] = Password,
            ["Password again"] = Password,
        };
        typed[label] = value;
        if (label == "Password")
            typed["Password again"] = value;
        var form = await AccountForm.OpenAsync(CreateVisitor(), "/accounts/signup/");

        var again = await form.SubmitInVainAsync([.. typed.Select(field => (field.Key, field.Value))]);

        Assert.Equal(error, again.ErrorOf(label));
        Assert.Equal("", again.ValueOf("Password"));
        Assert.Equal(0, await InScopeAsync(db => db.Users.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        await SignUpAsync(CreateVisitor(), "ada");
        var form = await AccountForm.OpenAsync(CreateVisitor(), "/accounts/signup/");

        var again = await form.SubmitInVainAsync(
            ("User name", "ada"), ("E-mail", "ada@example"), ("Password", "1234567"), ("Password again", "7654321"));

        Assert.Equal("A user with that user name already exists.", again.ErrorOf("User name"));
        Assert.Equal("This is not a complete e-mail address.", again.ErrorOf("E-mail"));
        Assert.Equal("This password is too short. It must contain at least 8 characters.", again.ErrorOf("Password"));
        Assert.Equal("The two passwords are not the same.", again.ErrorOf("Password again"));
    }

    [Fact]
    public async Task Whoever_is_logged_in_signs_nobody_up()
    {
        var visitor = CreateVisitor();
        var form = await AccountForm.OpenAsync(visitor, "/accounts/signup/");
        await SignUpAsync(visitor, "ada");
        var fresh = (await visitor.OpenAsync("/polls/")).QuerySelector("[name=__RequestVerificationToken]")!;
        form.Form.QuerySelector("[name=__RequestVerificationToken]")!.SetAttribute("value", fresh.GetAttribute("value"));

        var response = await form.SubmitAsync(
            ("User name", "bob"), ("E-mail", "bob@example.org"), ("Password", Password), ("Password again", Password));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Null(await FindUserAsync("bob"));
        Assert.Equal("ada", await LoggedInAsAsync(visitor));
    }

    [Fact]
    public async Task Huge_input_is_refused_politely()
    {
        var form = await AccountForm.OpenAsync(CreateVisitor(), "/accounts/signup/");

        var again = await form.SubmitInVainAsync(
            ("User name", new string('x', 5_000)), ("E-mail", new string('x', 5_000)), ("Password", new string('x', 5_000)));

        Assert.Equal("A user name has at most 150 characters.", again.ErrorOf("User name"));
        Assert.Equal("An e-mail address has at most 254 characters.", again.ErrorOf("E-mail"));
        Assert.Equal("A password has at most 1000 characters.", again.ErrorOf("Password"));
    }

    [Theory]
    [InlineData("ADA", "other@example.org", "User name", "A user with that user name already exists.")]
    [InlineData("ａｄａ", "other@example.org", "User name", "A user with that user name already exists.")]
    [InlineData("other", "ADA@example.org", "E-mail", "A user with that e-mail address already exists.")]
    public async Task A_name_or_an_address_is_given_out_once(string name, string email, string field, string error)
    {
        await SignUpAsync(CreateVisitor(), "ada");

        var response = await SignUpAsync(CreateVisitor(), name, email);

        var again = new AccountForm(CreateVisitor(), await Visitor.ReadAsync(response, HttpStatusCode.OK));
        Assert.Equal(error, again.ErrorOf(field));
        Assert.Equal(1, await InScopeAsync(db => db.Users.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Of_ten_people_who_want_one_name_at_the_same_moment_one_gets_it_and_nine_are_told()
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Task.Run(
            () => SignUpAsync(CreateVisitor(), "ada", $"ada{number}@example.org"), Cancel)));

        Assert.Single(responses, response => response.StatusCode == HttpStatusCode.Redirect);
        foreach (var response in responses.Where(response => response.StatusCode != HttpStatusCode.Redirect))
        {
            var again = new AccountForm(CreateVisitor(), await Visitor.ReadAsync(response, HttpStatusCode.OK));
            Assert.Equal("A user with that user name already exists.", again.ErrorOf("User name"));
        }
        Assert.Equal(1, await InScopeAsync(db => db.Users.CountAsync(Cancel)));
        Assert.Equal(1, await InScopeAsync(db => db.Set<Profile>().CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_visitor_goes_back_to_where_the_sign_up_was_asked_for()
    {
        var form = await AccountForm.OpenAsync(CreateVisitor(), "/accounts/signup/?returnUrl=%2Fpolls%2F7%2F");

        var response = await form.SubmitAsync(
            ("User name", "ada"), ("E-mail", "ada@example.org"), ("Password", Password), ("Password again", Password));

        Assert.Equal("/polls/7/", response.Headers.Location?.OriginalString);
    }
}

public sealed class SignUpTestsOnSqlite() : SignUpTests(DatabaseServer.Sqlite);

public sealed class SignUpTestsOnPostgreSql() : SignUpTests(DatabaseServer.PostgreSql);
