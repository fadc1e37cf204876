using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts;
using MySite.Signals.Identity;
using MySite.Tests.Accounts;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Users;

public abstract class PasswordAndActivityTests(DatabaseServer server) : UserPages(server)
{
    [Fact]
    public async Task A_new_password_is_set_and_announced_once_and_ends_the_sessions_of_that_user()
    {
        var (ada, visitor) = await CreateUserAsync("ada");
        var root = await Site.CreateSignedInVisitorAsync("root", isSuperuser: true);
        var form = await AdminForm.OpenAsync(root, Url(ada, "password"));
        var heard = Listen();

        var response = await form.Type("Password", NewPassword).Type("ConfirmPassword", NewPassword).SendAsync();

        Assert.Equal(Url(ada), response.Headers.Location?.OriginalString);
        Assert.Equal(["user_updated", "password_changed"], heard.Names);
        Assert.Equal((UserUpdateReason.ResetPassword, PasswordChange.Reset),
            (heard.Only<UserUpdated>().Reason, heard.Only<PasswordChanged>().Change));
        Clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Null(await LoggedInAsAsync(visitor));
        Assert.Equal(HttpStatusCode.OK, (await LogInAsync(CreateVisitor(), "ada")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await LogInAsync(CreateVisitor(), "ada", NewPassword)).StatusCode);
    }

    [Theory]
    [InlineData("12345678", "12345678", "Password", "This password is too common.")]
    [InlineData(NewPassword, "something else", "ConfirmPassword", "The two passwords are not the same.")]
    [InlineData("", "", "Password", "Enter a password.")]
    public async Task A_password_keeps_to_the_rules(string password, string again, string field, string error)
    {
        var (ada, _) = await CreateUserAsync("ada");
        var root = await Site.CreateSignedInVisitorAsync("root", isSuperuser: true);
        var form = await AdminForm.OpenAsync(root, Url(ada, "password"));

        var shown = await form.Type("Password", password).Type("ConfirmPassword", again).SendInVainAsync();

        Assert.Equal(error, shown.ErrorOf(field));
        Assert.Equal(ada.PasswordHash, (await FindAsync("ada")).PasswordHash);
    }

    [Fact]
    public async Task Whoever_changes_the_own_password_stays()
    {
        var (ada, visitor) = await CreateUserAsync("ada");
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.IsSuperuser, true), Cancel));
        Clock.Advance(TimeSpan.FromMinutes(1.1));
        var form = await AdminForm.OpenAsync(visitor, Url(ada, "password"));

        await form.Type("Password", NewPassword).Type("ConfirmPassword", NewPassword).SendAsync();

        Clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Equal("ada", await LoggedInAsAsync(visitor));
    }

    [Fact]
    public async Task A_user_who_is_deactivated_is_out_within_a_minute_and_gets_the_answer_that_everybody_gets()
    {
        var (ada, visitor) = await CreateUserAsync("ada");
        var root = await Site.CreateSignedInVisitorAsync("root", isSuperuser: true);
        var heard = Listen();

        await (await AdminForm.OpenAsync(root, Url(ada))).Tick("Active", false).SendAsync();

        Assert.Equal(UserUpdateReason.UpdateSecurityStamp, heard.Only<UserUpdated>().Reason);
        Assert.NotEqual(ada.SecurityStamp, (await FindAsync("ada")).SecurityStamp);
        Clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Null(await LoggedInAsAsync(visitor));

        heard.Clear();
        var refused = await AnswerAsync("ada", Password);
        Assert.Equal(["user_login_failed"], heard.Names);
        Assert.Equal((ada.Id.ToString(), LoginFailure.NotAllowed),
            (heard.Only<UserLoginFailed>().UserId, heard.Only<UserLoginFailed>().Reason));
        Assert.Equal(await AnswerAsync("nobody", Password), refused);
        Assert.Equal(await AnswerAsync("ada", "not the password"), refused);

        await (await AdminForm.OpenAsync(root, Url(ada))).Tick("Active").SendAsync();
        Assert.Equal(HttpStatusCode.Redirect, (await LogInAsync(CreateVisitor(), "ada")).StatusCode);
    }

    [Fact]
    public async Task An_account_that_is_not_active_any_more_keeps_no_right_however_it_came_about()
    {
        var visitor = await Site.CreateSignedInVisitorAsync(
            "grace", isStaff: true, isSuperuser: true, permissions: "polls.add_question");
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.IsActive, false), Cancel));

        await using (var scope = Site.Services.CreateAsyncScope())
        {
            var factory = scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<User>>();
            var principal = await factory.CreateAsync(await FindAsync("grace"));
            Assert.Equal("grace", principal.Identity?.Name);
            Assert.DoesNotContain(principal.Claims, claim => claim.Type is "staff" or "superuser" or "permission");
        }
        Clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/admin/")).StatusCode);
    }

    [Theory]
    [InlineData("Staff")]
    [InlineData("Superuser")]
    public async Task A_flag_that_is_taken_away_ends_the_session(string flag)
    {
        var visitor = await Site.CreateSignedInVisitorAsync("grace", isStaff: true, isSuperuser: true);
        var root = await Site.CreateSignedInVisitorAsync("root", isSuperuser: true);
        await (await AdminForm.OpenAsync(root, Url(await FindAsync("grace")))).Tick(flag, false).SendAsync();

        Clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Null(await LoggedInAsAsync(visitor));
    }

    private async Task<string> AnswerAsync(string name, string password)
    {
        var form = await AccountForm.OpenAsync(CreateVisitor(), "/accounts/login/");
        var page = await Visitor.ReadAsync(
            await form.SubmitAsync(("User name or e-mail", name), ("Password", password)), HttpStatusCode.OK);
        page.QuerySelector("[name=__RequestVerificationToken]")!.Remove();
        page.QuerySelector("[name='Input.UserName']")!.RemoveAttribute("value");
        return page.QuerySelector("main")!.InnerHtml;
    }
}

public sealed class PasswordAndActivityTestsOnSqlite() : PasswordAndActivityTests(DatabaseServer.Sqlite);

public sealed class PasswordAndActivityTestsOnPostgreSql() : PasswordAndActivityTests(DatabaseServer.PostgreSql);
