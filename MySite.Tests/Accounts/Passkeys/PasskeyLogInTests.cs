using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals.Identity;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.Passkeys;

public abstract class PasskeyLogInTests(DatabaseServer server) : PasskeySite(server)
{
    private const string Refused = "This passkey did not let you in. Try again, or log in another way.";

    private readonly DevicePasskey _device = new();

    [Theory]
    [InlineData("/polls/7/", "/polls/7/")]
    [InlineData("https://evil.example/", "/polls/")]
    [InlineData("//evil.example/", "/polls/")]
    public async Task A_passkey_opens_the_door_without_a_name_and_leads_back(string wanted, string got)
    {
        await StartAsync();
        var visitor = CreateBrowser();

        var response = await LogInAsync(visitor, _device.Get, $"{LogInPage}?returnUrl={Uri.EscapeDataString(wanted)}");

        Assert.Equal(got, response.Headers.Location?.OriginalString);
        Assert.Equal("ada", await LoggedInAsAsync(visitor));
    }

    [Fact]
    public async Task It_stands_for_both_factors()
    {
        await StartAsync();
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.TwoFactorEnabled, true), Cancel));
        var visitor = CreateBrowser();

        await LogInAsync(visitor, _device.Get);

        Assert.Equal("ada", await LoggedInAsAsync(visitor));
    }

    [Fact]
    public async Task An_answer_works_once_and_for_whom_asked_and_for_five_minutes()
    {
        await StartAsync();
        var (one, other) = (CreateBrowser(), CreateBrowser());
        var answer = "";
        await LogInAsync(one, options => answer = _device.Get(options));
        await LogOutAsync(one);

        await AssertIsRefusedAsync(one, await LogInAsync(one, _ => answer));
        await AssertIsRefusedAsync(other, await LogInAsync(other, _ => answer));
        await AssertIsRefusedAsync(other, await LogInAsync(other, options =>
        {
            Clock.Advance(TimeSpan.FromMinutes(6));
            return _device.Get(options);
        }));
    }

    [Fact]
    public async Task What_no_passkey_of_this_site_would_answer_is_refused()
    {
        await StartAsync();
        using var stranger = new DevicePasskey();
        var visitor = CreateBrowser();

        foreach (var answer in new Func<string, string>[]
        {
            stranger.Get, _ => "", _ => "rubbish", _ => "{}", _ => "null", _ => new('x', 200_000),
            options => _device.Get(options).Replace("\"signature\":\"", "\"signature\":\"AA", StringComparison.Ordinal),
        })
            await AssertIsRefusedAsync(visitor, await LogInAsync(visitor, answer));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_is_locked_out_or_not_active_is_not_let_in(bool isActive)
    {
        await StartAsync();
        DateTimeOffset? end = isActive ? TimeProvider.System.GetUtcNow().AddYears(50) : null;
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(set => set
            .SetProperty(user => user.IsActive, isActive).SetProperty(user => user.LockoutEnd, end), Cancel));
        var visitor = CreateBrowser();

        await AssertIsRefusedAsync(visitor, await LogInAsync(visitor, _device.Get));
    }

    [Fact]
    public async Task A_log_in_and_a_failure_are_told_once_with_their_method()
    {
        await StartAsync();
        using var stranger = new DevicePasskey();
        using var signals = Site.RecordAccounts();

        await LogInAsync(CreateBrowser(), stranger.Get);
        await LogInAsync(CreateBrowser(), _device.Get);

        Assert.Equal(["user_login_failed", "user_updated", "user_logged_in"], signals.Names);
        Assert.Equal(LoginFailure.InvalidPasskey, signals.Once(AccountSignals.UserLoginFailed).Reason);
        Assert.Equal(LoginMethod.Passkey, signals.Once(AccountSignals.UserLoggedIn).Method);
    }

    [Fact]
    public async Task A_domain_of_ones_own_is_what_passkeys_are_for()
    {
        await using var site = new SiteFactory(Database).With("Accounts:PasskeyDomain", "example.org");

        var options = await AskToLogInAsync(new Visitor(site));

        Assert.Contains("\"rpId\":\"example.org\"", options, StringComparison.Ordinal);
        Assert.Contains("\"userVerification\":\"required\"", options, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_button_is_hidden_until_a_script_finds_that_the_browser_knows_passkeys()
    {
        var page = await CreateVisitor().OpenAsync(LogInPage);

        var button = Assert.Single(page.QuerySelectorAll("[data-passkey-button]"));
        Assert.True(button.HasAttribute("hidden"));
        Assert.Empty(page.QuerySelectorAll("script:not([src])"));
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _device.Dispose();
        await base.DisposeAsync();
    }

    private async Task StartAsync()
    {
        var visitor = CreateBrowser();
        await SignUpAsync(visitor, "ada");
        await AddAsync(visitor, _device);
    }

    private static async Task AssertIsRefusedAsync(Visitor visitor, HttpResponseMessage response)
    {
        Assert.Equal(LogInPage, response.Headers.Location?.OriginalString);
        var form = new AccountForm(visitor, await visitor.FollowAsync(response));
        Assert.Equal(Refused, form.Error);
        Assert.Null(await LoggedInAsAsync(visitor));
    }
}

public sealed class PasskeyLogInTestsOnSqlite() : PasskeyLogInTests(DatabaseServer.Sqlite);
