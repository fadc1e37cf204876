using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts;

public abstract class LogInTests(DatabaseServer server) : AccountTests(server)
{
    private const string Refused = "Please enter a correct user name and password.";

    [Theory]
    [InlineData("ada")]
    [InlineData("ADA")]
    [InlineData(" ada ")]
    [InlineData("ａｄａ")]
    [InlineData("ada@example.org")]
    [InlineData("Ada@Example.org")]
    public async Task The_user_name_and_the_address_both_open_the_door(string name)
    {
        await SignUpAsync(CreateVisitor(), "ada");
        var visitor = CreateVisitor();

        var response = await LogInAsync(visitor, name);

        Assert.Equal("/polls/", response.Headers.Location?.OriginalString);
        Assert.Equal("ada", await LoggedInAsAsync(visitor));
    }

    [Theory]
    [InlineData("ada", "not the password")]
    [InlineData("nobody", Password)]
    [InlineData("nobody@example.org", Password)]
    [InlineData("\uFFFE", Password)]
    public async Task A_failed_log_in_gets_one_answer_whatever_the_reason(string name, string password)
    {
        await SignUpAsync(CreateVisitor(), "ada");
        var visitor = CreateVisitor();

        var response = await LogInAsync(visitor, name, password);

        var again = new AccountForm(visitor, await Visitor.ReadAsync(response, HttpStatusCode.OK));
        Assert.StartsWith(Refused, again.Error, StringComparison.Ordinal);
        Assert.Equal(name, again.ValueOf("User name or e-mail"));
        Assert.Equal("", again.ValueOf("Password"));
        Assert.Null(await LoggedInAsAsync(visitor));
    }

    [Theory]
    [InlineData("ada", "not the password")]
    [InlineData("nobody", Password)]
    [InlineData("locked", Password)]
    [InlineData("locking", "not the password")]
    [InlineData("inactive", Password)]
    [InlineData("without", Password)]
    public async Task Every_failed_log_in_compares_one_password(string name, string password)
    {
        var hasher = new CountingHasher();
        await using var site = base.CreateSite(Database).With(services => services.AddSingleton<IPasswordHasher<User>>(hasher));
        await SignUpAsync(new Visitor(site), "ada");
        foreach (var other in new[] { "locked", "locking", "inactive", "without" })
            await SignUpAsync(new Visitor(site), other);
        await InScopeAsync(db => db.Users.Where(user => user.UserName == "locked").ExecuteUpdateAsync(
            set => set.SetProperty(user => user.LockoutEnd, Now.AddHours(1)), Cancel));
        await InScopeAsync(db => db.Users.Where(user => user.UserName == "locking").ExecuteUpdateAsync(
            set => set.SetProperty(user => user.AccessFailedCount, 4), Cancel));
        await InScopeAsync(db => db.Users.Where(user => user.UserName == "inactive").ExecuteUpdateAsync(
            set => set.SetProperty(user => user.IsActive, false), Cancel));
        await InScopeAsync(db => db.Users.Where(user => user.UserName == "without").ExecuteUpdateAsync(
            set => set.SetProperty(user => user.PasswordHash, (string?)null), Cancel));
        hasher.Compared = 0;

        await LogInAsync(new Visitor(site), name, password);

        Assert.Equal(1, hasher.Compared);
    }

    [Fact]
    public async Task Five_failed_tries_lock_the_account_for_five_minutes()
    {
        await SignUpAsync(CreateVisitor(), "ada");
        var visitor = CreateVisitor();
        for (var attempt = 0; attempt < 5; attempt++)
            await LogInAsync(visitor, "ada", "not the password");

        Assert.Equal(HttpStatusCode.OK, (await LogInAsync(visitor, "ada")).StatusCode);
        Assert.Equal(Now.AddMinutes(5), (await FindUserAsync("ada"))!.LockoutEnd);

        Clock.Advance(TimeSpan.FromMinutes(5.1));
        Assert.Equal(HttpStatusCode.Redirect, (await LogInAsync(visitor, "ada")).StatusCode);
    }

    [Theory]
    [InlineData("/polls/7/", "/polls/7/")]
    [InlineData("/\u00e9/?q=太郎", "/%C3%A9/?q=%E5%A4%AA%E9%83%8E")]
    [InlineData("https://evil.example/", "/polls/")]
    [InlineData("//evil.example/", "/polls/")]
    [InlineData("/\\evil.example/", "/polls/")]
    public async Task A_return_address_stays_on_this_site(string wanted, string got)
    {
        await SignUpAsync(CreateVisitor(), "ada");

        var response = await LogInAsync(
            CreateVisitor(), "ada", url: $"/accounts/login/?returnUrl={Uri.EscapeDataString(wanted)}");

        Assert.Equal(got, response.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_outlives_the_browser_only_if_the_user_wants_it(bool remember)
    {
        await SignUpAsync(CreateVisitor(), "ada");
        var form = await AccountForm.OpenAsync(CreateVisitor(), "/accounts/login/");

        (string, string)[] ticked = remember ? [("Remember me", "true")] : [];
        var response = await form.SubmitAsync([("User name or e-mail", "ada"), ("Password", Password), .. ticked]);

        var cookie = Assert.Single(
            response.Headers.GetValues("Set-Cookie"), c => c.StartsWith("mysite.session=", StringComparison.Ordinal));
        Assert.Equal(remember, cookie.Contains("expires=", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_time_of_the_last_log_in_is_kept()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        await LogOutAsync(visitor);
        Clock.Advance(TimeSpan.FromHours(1));

        await LogInAsync(visitor, "ada");

        Assert.Equal(Now, (await FindUserAsync("ada"))!.LastLogin);
    }

    [Fact]
    public async Task Whoever_logs_out_is_a_visitor_again()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");

        await LogOutAsync(visitor);

        Assert.Null(await LoggedInAsAsync(visitor));
    }

    [Fact]
    public async Task A_link_logs_nobody_out()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");

        var response = await visitor.GetAsync("/accounts/logout/");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal("ada", await LoggedInAsAsync(visitor));
    }

    [Fact]
    public async Task A_post_without_the_forms_token_logs_nobody_out()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");

        var response = await visitor.SendAsync(HttpMethod.Post, "/accounts/logout/", new FormUrlEncodedContent([]));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("ada", await LoggedInAsAsync(visitor));
    }

    private sealed class CountingHasher : PasswordHasher<User>
    {
        public int Compared { get; set; }

        public override PasswordVerificationResult VerifyHashedPassword(
            User user, string hashedPassword, string providedPassword)
        {
            Compared++;
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}

public sealed class LogInTestsOnSqlite() : LogInTests(DatabaseServer.Sqlite);

public sealed class LogInTestsOnPostgreSql() : LogInTests(DatabaseServer.PostgreSql);
