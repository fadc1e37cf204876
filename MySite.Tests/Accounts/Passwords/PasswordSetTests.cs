using System.Net;
using Microsoft.EntityFrameworkCore;
using MySite.Signals.Identity;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.Passwords;

public abstract class PasswordSetTests(DatabaseServer server) : AccountTests(server)
{
    private const string New = "another fine password";
    private const string Url = "/accounts/password_set/";

    [Fact]
    public async Task Who_has_no_password_sets_one_and_stays_logged_in()
    {
        var visitor = await StartWithoutPasswordAsync();
        using var signals = Site.RecordAccounts();
        var leads = await visitor.GetAsync("/accounts/password_change/");
        Assert.Equal(Url, leads.Headers.Location?.OriginalString);

        var response = await SetAsync(visitor);

        Assert.Equal("/accounts/password_change/done/", response.Headers.Location?.OriginalString);
        Assert.Equal(PasswordChange.Added, signals.Once(AccountSignals.PasswordChanged).Change);
        signals.Never(AccountSignals.UserLoggedIn);
        Clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Equal("ada", await LoggedInAsAsync(visitor));
        Assert.Equal(HttpStatusCode.Redirect, (await LogInAsync(CreateVisitor(), "ada", New)).StatusCode);
    }

    [Fact]
    public async Task A_screen_that_was_left_alone_gives_nobody_a_password()
    {
        var visitor = await StartWithoutPasswordAsync();
        var form = await AccountForm.OpenAsync(visitor, Url);
        // A session that is renewed is not a log-in.
        Clock.Advance(TimeSpan.FromMinutes(8));
        Assert.Equal("ada", await LoggedInAsAsync(visitor));
        Clock.Advance(TimeSpan.FromMinutes(8));

        var response = await form.SubmitAsync(("New password", New), ("New password again", New));

        var page = await Visitor.ReadAsync(response, HttpStatusCode.OK);
        Assert.Empty(page.QuerySelectorAll("main form"));
        Assert.Contains("log in again", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await FindUserAsync("ada"))!.PasswordHash);
    }

    [Fact]
    public async Task Who_has_a_password_does_not_get_by_without_it()
    {
        var visitor = await StartWithoutPasswordAsync();
        var (open, late) = (await AccountForm.OpenAsync(visitor, Url), await AccountForm.OpenAsync(visitor, Url));
        await open.SubmitAsync(("New password", New), ("New password again", New));
        var hash = (await FindUserAsync("ada"))!.PasswordHash;

        var response = await late.SubmitAsync(("New password", "a third password"), ("New password again", "a third password"));

        Assert.Equal("/accounts/password_change/", response.Headers.Location?.OriginalString);
        Assert.Equal(hash, (await FindUserAsync("ada"))!.PasswordHash);
    }

    [Fact]
    public async Task The_rules_hold_here_too()
    {
        var form = await AccountForm.OpenAsync(await StartWithoutPasswordAsync(), Url);

        form = await form.SubmitInVainAsync(("New password", "12345678"), ("New password again", "12345678"));

        Assert.Equal("This password is too common.", form.ErrorOf("New password"));
        Assert.Null((await FindUserAsync("ada"))!.PasswordHash);
    }

    private async Task<Visitor> StartWithoutPasswordAsync()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.PasswordHash, (string?)null), Cancel));
        return visitor;
    }

    private static async Task<HttpResponseMessage> SetAsync(Visitor visitor) =>
        await (await AccountForm.OpenAsync(visitor, Url)).SubmitAsync(("New password", New), ("New password again", New));
}

public sealed class PasswordSetTestsOnSqlite() : PasswordSetTests(DatabaseServer.Sqlite);
