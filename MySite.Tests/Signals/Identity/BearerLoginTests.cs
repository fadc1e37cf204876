using System.Net;
using MySite.Signals.Identity;

namespace MySite.Tests.Signals.Identity;

public sealed class BearerLoginTests
{
    [Fact]
    public async Task I09_A_token_is_one_login()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");

        var answer = await host.NewBrowser().PostAsync(
            "/login", new { email = "ann", password = AccountHost.Password });

        Assert.True(answer!.Value.TryGetProperty("accessToken", out _));
        Assert.Equal(["user_logged_in"], host.Heard);
        Assert.Equal((ann.Id, LoginMethod.Password),
            (host.Recorder.Only<UserLoggedIn>().UserId, host.Recorder.Only<UserLoggedIn>().Method));
    }

    [Fact]
    public async Task I09_A_refused_token_is_one_failure()
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann");

        await host.NewBrowser().PostAsync("/login", new { email = "ann", password = "wrong" });

        Assert.Equal(["user_updated AccessFailed", "user_login_failed"], host.Heard);
    }

    [Fact]
    public async Task I08_A_password_and_a_code_in_one_request_are_one_login()
    {
        var phone = new AuthenticatorApp();
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann", phone.SetUpAsync);

        await host.NewBrowser().PostAsync(
            "/login", new { email = "ann", password = AccountHost.Password, twoFactorCode = phone.Code() });

        Assert.Equal(["two_factor_required", "user_logged_in"], host.Heard);
        Assert.Equal(LoginMethod.TwoFactorAuthenticator, host.Recorder.Only<UserLoggedIn>().Method);
    }

    [Fact]
    public async Task I08_A_password_and_a_wrong_code_in_one_request_are_one_failure()
    {
        var phone = new AuthenticatorApp();
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann", phone.SetUpAsync);

        await host.NewBrowser().PostAsync(
            "/login", new { email = "ann", password = AccountHost.Password, twoFactorRecoveryCode = "1" });

        Assert.Equal(["two_factor_required", "user_login_failed"], host.Heard);
        var failed = host.Recorder.Only<UserLoginFailed>();
        Assert.Equal((ann.Id, LoginFailure.InvalidCode), (failed.UserId, failed.Reason));
    }

    [Fact]
    public async Task I10_Exchanging_a_token_for_a_fresh_one_says_nothing()
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann");
        var browser = host.NewBrowser();
        var answer = await browser.PostAsync("/login", new { email = "ann", password = AccountHost.Password });
        var refreshToken = answer!.Value.GetProperty("refreshToken").GetString();
        host.Recorder.Clear();

        var fresh = await browser.PostAsync("/refresh", new { refreshToken });
        await browser.PostAsync("/refresh", new { refreshToken = "rubbish" });

        Assert.True(fresh!.Value.TryGetProperty("accessToken", out _));
        Assert.Equal(HttpStatusCode.Unauthorized, browser.Last!.StatusCode);
        Assert.Empty(host.Heard);
    }

    [Fact]
    public async Task Registering_is_one_creation_and_no_login()
    {
        await using var host = await AccountHost.StartAsync();

        await host.NewBrowser().PostAsync(
            "/register", new { email = "ann@example.org", password = AccountHost.Password });

        Assert.Equal(["user_created"], host.Heard);
        Assert.Equal("ann@example.org", host.Recorder.Only<UserCreated>().Email);
    }
}
