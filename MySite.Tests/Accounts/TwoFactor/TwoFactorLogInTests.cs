using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts.TwoFactor;
using MySite.Signals.Identity;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.TwoFactor;

public abstract class TwoFactorLogInTests(DatabaseServer server) : TwoFactorSite(server)
{
    [Theory]
    [InlineData("/polls/7/", "/polls/7/")]
    [InlineData("https://evil.example/", "/polls/")]
    [InlineData("//evil.example/", "/polls/")]
    public async Task The_password_and_a_code_with_spaces_open_the_door_and_lead_back(string wanted, string got)
    {
        var (phone, _) = await StartAsync(CreateVisitor());
        Clock.Advance(TimeSpan.FromSeconds(30));
        var visitor = CreateVisitor();

        var form = await FirstStepAsync(visitor, url: $"/accounts/login/?returnUrl={Uri.EscapeDataString(wanted)}");
        Assert.Null(await LoggedInAsAsync(visitor));
        var response = await form.SubmitAsync(("Code", phone.Code(Now).Insert(3, " ")));

        Assert.Equal(got, response.Headers.Location?.OriginalString);
        Assert.Equal("ada", await LoggedInAsAsync(visitor));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_outlives_the_browser_if_that_was_wanted_at_the_first_step(bool remember)
    {
        var (phone, _) = await StartAsync(CreateVisitor());
        Clock.Advance(TimeSpan.FromSeconds(30));
        var visitor = CreateVisitor();
        var form = await AccountForm.OpenAsync(visitor, "/accounts/login/");
        (string, string)[] ticked = remember ? [("Remember me", "true")] : [];
        var asked = await form.SubmitAsync([("User name or e-mail", "ada"), ("Password", Password), .. ticked]);

        var response = await new AccountForm(visitor, await visitor.FollowAsync(asked)).SubmitAsync(("Code", phone.Code(Now)));

        var cookie = Assert.Single(
            response.Headers.GetValues("Set-Cookie"), c => c.StartsWith("mysite.session=", StringComparison.Ordinal));
        Assert.Equal(remember, cookie.Contains("expires=", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_code_works_once_and_none_from_before_it()
    {
        var (phone, _) = await StartAsync(CreateVisitor());
        await AssertIsRefusedAsync(phone.Code(Now)); // It has turned two-factor log-in on.
        Clock.Advance(TimeSpan.FromSeconds(60));
        var code = phone.Code(Now);

        await (await FirstStepAsync(CreateVisitor())).SubmitAsync(("Code", code));

        await AssertIsRefusedAsync(code);
        await AssertIsRefusedAsync(phone.Code(Now, -1));
        var visitor = CreateVisitor();
        await (await FirstStepAsync(visitor)).SubmitAsync(("Code", phone.Code(Now, 1)));
        Assert.Equal("ada", await LoggedInAsAsync(visitor));
    }

    [Fact]
    public async Task Of_two_who_bring_the_same_code_at_once_one_is_let_in()
    {
        var (phone, codes) = await StartAsync(CreateVisitor());
        Clock.Advance(TimeSpan.FromSeconds(30));
        Visitor[] visitors = [CreateVisitor(), CreateVisitor(), CreateVisitor()];
        var forms = new List<AccountForm>();
        foreach (var visitor in visitors)
            forms.Add(await FirstStepAsync(visitor));
        var code = phone.Code(Now);

        var responses = await Task.WhenAll(forms.Select(form => form.SubmitAsync(("Code", code))));
        Assert.Single(responses, response => response.StatusCode == HttpStatusCode.Redirect);

        visitors = [CreateVisitor(), CreateVisitor(), CreateVisitor()];
        forms.Clear();
        foreach (var visitor in visitors)
            forms.Add(await OpenRecoveryAsync(visitor));
        responses = await Task.WhenAll(forms.Select(form => form.SubmitAsync(("Recovery code", codes[0]))));
        Assert.Single(responses, response => response.StatusCode == HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Wrong_codes_count_towards_the_lock_out_together_with_wrong_recovery_codes()
    {
        var (phone, codes) = await StartAsync(CreateVisitor());
        Clock.Advance(TimeSpan.FromSeconds(30));
        var visitor = CreateVisitor();
        var form = await FirstStepAsync(visitor);
        for (var attempt = 0; attempt < 3; attempt++)
            form = await form.SubmitInVainAsync(("Code", "000000"));
        var recovery = await AccountForm.OpenAsync(visitor, Recovery);
        for (var attempt = 0; attempt < 2; attempt++)
            recovery = await recovery.SubmitInVainAsync(("Recovery code", "AAAAA-AAAAA"));

        form = await form.SubmitInVainAsync(("Code", phone.Code(Now)));
        Assert.Equal(LogInCodeModel.Refused, form.Error);
        recovery = await recovery.SubmitInVainAsync(("Recovery code", codes[0]));
        Assert.Equal(LogInCodeModel.Refused, recovery.Error);
        Assert.Null(await LoggedInAsAsync(visitor));

        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.LockoutEnd, (DateTimeOffset?)null), Cancel));
        await recovery.SubmitAsync(("Recovery code", codes[0]));
        Assert.Equal("ada", await LoggedInAsAsync(visitor));
    }

    [Theory]
    [InlineData("lower")]
    [InlineData("spaces")]
    [InlineData("plain")]
    public async Task A_recovery_code_lets_in_once_however_it_is_written(string spelling)
    {
        var (_, codes) = await StartAsync(CreateVisitor());
        var code = spelling switch
        {
            "lower" => codes[3].ToLowerInvariant(),
            "spaces" => $" {codes[3].Replace("-", "  ", StringComparison.Ordinal)} ",
            _ => codes[3].Replace("-", "", StringComparison.Ordinal),
        };
        var visitor = CreateVisitor();

        await (await OpenRecoveryAsync(visitor)).SubmitAsync(("Recovery code", code));

        Assert.Equal("ada", await LoggedInAsAsync(visitor));
        var home = await visitor.OpenAsync(Home);
        Assert.Contains("9 of your recovery codes", home.Body!.TextContent, StringComparison.Ordinal);
        var again = await (await OpenRecoveryAsync(CreateVisitor())).SubmitInVainAsync(("Recovery code", codes[3]));
        Assert.Equal(LogInCodeModel.Refused, again.Error);
    }

    [Fact]
    public async Task Who_was_deactivated_between_the_steps_is_not_let_in()
    {
        var (phone, codes) = await StartAsync(CreateVisitor());
        Clock.Advance(TimeSpan.FromSeconds(30));
        var visitor = CreateVisitor();
        var form = await FirstStepAsync(visitor);
        var recovery = await AccountForm.OpenAsync(visitor, Recovery);
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.IsActive, false), Cancel));

        await form.SubmitInVainAsync(("Code", phone.Code(Now)));
        await recovery.SubmitInVainAsync(("Recovery code", codes[0]));

        Assert.Null(await LoggedInAsAsync(visitor));
    }

    [Theory]
    [InlineData(SecondStep)]
    [InlineData(Recovery)]
    public async Task Without_the_first_step_there_is_no_second(string url)
    {
        var (_, _) = await StartAsync(CreateVisitor());

        var response = await CreateVisitor().GetAsync($"{url}?returnUrl=%2Fpolls%2F7%2F");
        Assert.Equal("/accounts/login/?returnUrl=%2Fpolls%2F7%2F", response.Headers.Location?.OriginalString, ignoreCase: true);

        using var content = new FormUrlEncodedContent([KeyValuePair.Create("Input.Code", "000000")]);
        response = await CreateVisitor().SendAsync(HttpMethod.Post, url, content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_second_step_that_comes_after_five_minutes_begins_anew()
    {
        var (phone, _) = await StartAsync(CreateVisitor());
        var visitor = CreateVisitor();
        var form = await FirstStepAsync(visitor);
        Clock.Advance(TimeSpan.FromMinutes(6));

        var response = await form.SubmitAsync(("Code", phone.Code(Now)));

        Assert.Equal("/accounts/login/", response.Headers.Location?.OriginalString);
        Assert.Null(await LoggedInAsAsync(visitor));
    }

    [Fact]
    public async Task A_browser_that_is_remembered_is_not_asked_again_until_two_factor_log_in_is_changed()
    {
        var here = CreateVisitor();
        var (phone, _) = await StartAsync(here);
        Clock.Advance(TimeSpan.FromSeconds(30));
        var visitor = CreateVisitor();
        var form = await FirstStepAsync(visitor);
        await form.SubmitAsync(
            ("Code", phone.Code(Now)), ("Do not ask for a code in this browser again for two weeks", "true"));
        await LogOutAsync(visitor);

        await LogInAsync(visitor, "ada");
        Assert.Equal("ada", await LoggedInAsAsync(visitor));
        await LogOutAsync(visitor);
        await FirstStepAsync(CreateVisitor());

        await (await AccountForm.OpenAsync(here, RecoveryCodes)).SubmitAsync(("Your password", Password));
        Clock.Advance(TimeSpan.FromMinutes(2));
        await FirstStepAsync(visitor);
    }

    [Theory]
    [InlineData("")]
    [InlineData("000000000000000000000000000000000")]
    public async Task A_code_that_cannot_be_one_is_not_even_tried(string typed)
    {
        await StartAsync(CreateVisitor());
        var visitor = CreateVisitor();

        var form = await (await FirstStepAsync(visitor)).SubmitInVainAsync(("Code", typed));

        Assert.NotNull(form.ErrorOf("Code"));
        Assert.Equal(0, (await FindUserAsync("ada"))!.AccessFailedCount);
    }

    [Fact]
    public async Task Each_step_tells_what_it_is_once()
    {
        var (phone, codes) = await StartAsync(CreateVisitor());
        Clock.Advance(TimeSpan.FromSeconds(30));
        using var signals = Site.RecordAccounts();

        var form = await (await FirstStepAsync(CreateVisitor())).SubmitInVainAsync(("Code", "000000"));
        await form.SubmitAsync(("Code", phone.Code(Now)));
        Assert.Equal(
            ["two_factor_required", "user_updated", "user_login_failed", "user_updated", "user_logged_in"], signals.Names);
        Assert.Equal(LoginMethod.Password, signals.Once(AccountSignals.TwoFactorRequired).Method);
        Assert.Equal(LoginFailure.InvalidCode, signals.Once(AccountSignals.UserLoginFailed).Reason);
        Assert.Equal(LoginMethod.TwoFactorAuthenticator, signals.Once(AccountSignals.UserLoggedIn).Method);

        signals.Clear();
        form = await (await OpenRecoveryAsync(CreateVisitor())).SubmitInVainAsync(("Recovery code", "AAAAA-AAAAA"));
        await form.SubmitAsync(("Recovery code", codes[0]));
        Assert.Equal(
            ["two_factor_required", "user_updated", "user_login_failed", "user_updated", "user_updated", "user_logged_in",
                "two_factor_changed"],
            signals.Names);
        Assert.Equal(LoginMethod.TwoFactorRecoveryCode, signals.Once(AccountSignals.UserLoginFailed).Method);
        Assert.Equal(LoginMethod.TwoFactorRecoveryCode, signals.Once(AccountSignals.UserLoggedIn).Method);
        Assert.Equal(TwoFactorChange.RecoveryCodeUsed, signals.Once(TwoFactorSignals.TwoFactorChanged).Change);
    }

    [Fact]
    public async Task A_recovery_code_of_a_user_who_is_locked_out_is_a_failure_for_that_reason()
    {
        var (_, codes) = await StartAsync(CreateVisitor());
        var form = await OpenRecoveryAsync(CreateVisitor());
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.LockoutEnd, TimeProvider.System.GetUtcNow().AddYears(50)), Cancel));
        using var signals = Site.RecordAccounts();

        await form.SubmitInVainAsync(("Recovery code", codes[0]));

        Assert.Equal(["user_login_failed"], signals.Names);
        Assert.Equal(LoginFailure.LockedOut, signals.Once(AccountSignals.UserLoginFailed).Reason);
    }

    private async Task AssertIsRefusedAsync(string code)
    {
        var form = await (await FirstStepAsync(CreateVisitor())).SubmitInVainAsync(("Code", code));
        Assert.Equal(LogInCodeModel.Refused, form.Error);
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.AccessFailedCount, 0), Cancel));
    }
}

public sealed class TwoFactorLogInTestsOnSqlite() : TwoFactorLogInTests(DatabaseServer.Sqlite);

public sealed class TwoFactorLogInTestsOnPostgreSql() : TwoFactorLogInTests(DatabaseServer.PostgreSql);
