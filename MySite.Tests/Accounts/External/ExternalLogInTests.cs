using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals.Identity;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.External;

public abstract class ExternalLogInTests(DatabaseServer server) : ExternalSite(server)
{
    [Theory]
    [InlineData("/polls/7/", "/polls/7/")]
    [InlineData("https://evil.example/", "/polls/")]
    [InlineData("//evil.example/", "/polls/")]
    public async Task Who_comes_for_the_first_time_signs_up_with_what_theProvider_says_and_is_let_in_from_then_on(
        string wanted, string got)
    {
        var visitor = CreateBrowser();
        var page = await visitor.OpenAsync($"/accounts/login/?returnUrl={Uri.EscapeDataString(wanted)}");
        var link = page.QuerySelectorAll("main a").Single(a => a.TextContent == "Log in with Work").GetAttribute("href")!;

        var form = await ComeAsync(visitor, link);
        Assert.Equal(("ada", "ada@work.example"), (form.ValueOf("User name"), form.ValueOf("E-mail")));
        var response = await form.SubmitAsync(("User name", "ada"), ("E-mail", "ada@work.example"));

        Assert.Equal(got, response.Headers.Location?.OriginalString);
        Assert.Equal("ada", await LoggedInAsAsync(visitor));
        var user = await FindUserAsync("ada");
        Assert.True(user!.EmailConfirmed);
        Assert.Null(user.PasswordHash);
        var again = CreateBrowser();
        Assert.Equal(got, (await BackAsync(again, link)).Headers.Location?.OriginalString);
        Assert.Equal("ada", await LoggedInAsAsync(again));
    }

    [Theory]
    [InlineData(false, "ada@work.example", false)]
    [InlineData(null, "ada@work.example", false)]
    [InlineData(true, "other@work.example", false)]
    [InlineData(true, "ADA@work.example", true)]
    public async Task An_address_is_confirmed_only_if_theProvider_has_verified_that_one(
        bool? isVerified, string typed, bool isConfirmed)
    {
        Provider.Claims.Remove("email_verified");
        if (isVerified is { } said)
            Provider.Claims["email_verified"] = said;

        await SignUpThereAsync(CreateBrowser(), email: typed);

        Assert.Equal(isConfirmed, (await FindUserAsync("ada"))!.EmailConfirmed);
    }

    [Fact]
    public async Task An_account_with_the_same_address_is_not_joined()
    {
        await SignUpAsync(CreateBrowser(), "ada", "ada@work.example");
        var visitor = CreateBrowser();

        var form = await ComeAsync(visitor);
        form = await form.SubmitInVainAsync(("User name", "lovelace"), ("E-mail", "ada@work.example"));

        Assert.Equal("A user with that e-mail address already exists.", form.ErrorOf("E-mail"));
        Assert.Null(await LoggedInAsAsync(visitor));
        Assert.Equal(0, await InScopeAsync(db => db.UserLogins.CountAsync(Cancel)));
        form = await form.SubmitInVainAsync(("User name", "not a name"), ("E-mail", "nothing"));
        Assert.NotNull(form.ErrorOf("User name"));
        Assert.Equal(1, await InScopeAsync(db => db.Users.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Who_is_logged_in_links_it_with_the_password_and_unlinks_it_with_the_password()
    {
        var visitor = CreateBrowser();
        await SignUpAsync(visitor, "ada");

        var form = await ComeAsync(visitor);
        form = await form.SubmitInVainAsync(("Your password", "wrong"));
        Assert.Equal(AccountForm.NotThePassword, form.ErrorOf("Your password"));
        await visitor.FollowAsync(await form.SubmitAsync(("Your password", Password)));
        var other = CreateBrowser();
        await BackAsync(other);
        Assert.Equal("ada", await LoggedInAsAsync(other));

        form = await AccountForm.OpenAsync(visitor, $"{Home}OpenIdConnect/remove/");
        form = await form.SubmitInVainAsync(("Your password", "wrong"));
        await visitor.FollowAsync(await form.SubmitAsync(("Your password", Password)));
        Assert.Equal(0, await InScopeAsync(db => db.UserLogins.CountAsync(Cancel)));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"{Home}OpenIdConnect/remove/")).StatusCode);
    }

    [Fact]
    public async Task What_is_linked_to_another_person_cannot_be_linked_again()
    {
        await SignUpThereAsync(CreateBrowser());
        var bob = CreateBrowser();
        await SignUpAsync(bob, "bob");

        var page = await bob.FollowAsync(await BackAsync(bob));

        Assert.Contains(
            "is linked to another account", page.QuerySelector("main [role=alert]")?.TextContent, StringComparison.Ordinal);
        Assert.Equal("bob", await LoggedInAsAsync(bob));
    }

    [Fact]
    public async Task An_identity_that_was_fetched_before_the_log_in_is_not_offered_to_be_linked()
    {
        await SignUpAsync(CreateBrowser(), "ada");
        var visitor = CreateBrowser();
        await ComeAsync(visitor);
        await LogInAsync(visitor, "ada");

        Assert.Equal(Home, (await visitor.GetAsync("/accounts/external/link/")).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task The_last_way_to_log_in_is_not_unlinked()
    {
        var visitor = CreateBrowser();
        await SignUpThereAsync(visitor);

        var form = await AccountForm.OpenAsync(visitor, $"{Home}OpenIdConnect/remove/");
        form = await form.SubmitInVainAsync();

        Assert.StartsWith("This is the only way to log in", form.Error, StringComparison.Ordinal);
        Assert.Equal(1, await InScopeAsync(db => db.UserLogins.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_all_the_same()
    {
        await SignUpThereAsync(CreateBrowser());
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.TwoFactorEnabled, true), Cancel));
        var id = (await FindUserAsync("ada"))!.Id;
        await SaveAsync(new Microsoft.AspNetCore.Identity.IdentityUserToken<Guid>
        {
            UserId = id,
            LoginProvider = "[AspNetUserStore]",
            Name = "AuthenticatorKey",
            Value = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
        });
        var visitor = CreateBrowser();

        var response = await BackAsync(visitor);

        Assert.Equal("/accounts/login/two-factor/", response.Headers.Location?.OriginalString);
        Assert.Null(await LoggedInAsAsync(visitor));
    }

    [Theory]
    [InlineData("forged")]
    [InlineData("state")]
    [InlineData("denied")]
    [InlineData("elsewhere")]
    public async Task An_answer_that_is_not_theProviders_to_this_browser_lets_nobody_in(string kind)
    {
        await SignUpThereAsync(CreateBrowser());
        var visitor = CreateBrowser();
        Provider.IsForged = kind == "forged";
        var answer = Provider.Authorize((await visitor.GetAsync(Start)).Headers.Location!);
        var response = await (kind == "elsewhere" ? CreateBrowser() : visitor).GetAsync(kind switch
        {
            "state" => answer + "x",
            "denied" => "/signin-oidc?error=access_denied&state=" + answer.Split("state=")[1],
            _ => answer,
        });

        Assert.Equal("/accounts/external/failed/", response.Headers.Location?.OriginalString);
        Assert.Equal("/accounts/login/", (await visitor.GetAsync("/accounts/external/failed/")).Headers.Location?.OriginalString);
        var form = await AccountForm.OpenAsync(visitor, "/accounts/login/");
        Assert.StartsWith("That log-in did not work", form.Error, StringComparison.Ordinal);
        Assert.Null(await LoggedInAsAsync(visitor));
    }

    [Fact]
    public async Task Who_is_locked_out_is_not_let_in()
    {
        await SignUpThereAsync(CreateBrowser());
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.LockoutEnd, TimeProvider.System.GetUtcNow().AddYears(50)), Cancel));
        var visitor = CreateBrowser();

        Assert.Equal("/accounts/login/", (await BackAsync(visitor)).Headers.Location?.OriginalString);
        Assert.Null(await LoggedInAsAsync(visitor));
    }

    [Fact]
    public async Task Each_step_is_told_once_and_links_are_mailed()
    {
        using var signals = Site.RecordAccounts();

        await SignUpThereAsync(CreateBrowser());
        await BackAsync(CreateBrowser());

        Assert.Equal(["user_created", "user_updated", "user_logins_changed", "user_logged_in", "user_logged_in"], signals.Names);
        var last = signals.Times(AccountSignals.UserLoggedIn, 2)[^1];
        Assert.Equal((LoginMethod.External, "OpenIdConnect"), (last.Method, last.Provider));
        await Eventually.IsTrueAsync(async () => await InScopeAsync(db => db.Set<OutboxMessage>().CountAsync(
            message => message.Receiver == "SendExternalLogInNotice" && message.DoneAt != null, Cancel)) == 1);
    }

    [Fact]
    public async Task Without_aProvider_there_is_no_trace_of_it()
    {
        await using var site = new SiteFactory(Database);
        var visitor = new Visitor(site);

        var page = await visitor.OpenAsync("/accounts/login/");
        Assert.DoesNotContain("/accounts/external/", page.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(Start)).StatusCode);
    }
}

public sealed class ExternalLogInTestsOnSqlite() : ExternalLogInTests(DatabaseServer.Sqlite);
