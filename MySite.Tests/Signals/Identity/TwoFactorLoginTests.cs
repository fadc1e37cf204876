using Microsoft.AspNetCore.Identity;
using MySite.Signals.Identity;

namespace MySite.Tests.Signals.Identity;

public sealed class TwoFactorLoginTests
{
    private readonly AuthenticatorApp _phone = new();

    [Fact]
    public async Task I07_Being_asked_for_a_second_factor_is_neither_a_login_nor_a_failure()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann", _phone.SetUpAsync);

        var result = await PasswordAsync(host.NewBrowser());

        Assert.True(result.RequiresTwoFactor);
        Assert.Equal(["two_factor_required"], host.Heard);
        Assert.Equal(
            new TwoFactorRequired(ann.Id, "ann", LoginMethod.Password, Provider: null, "192.0.2.7", "Lynx/2.8"),
            host.Recorder.Only<TwoFactorRequired>());
    }

    [Fact]
    public async Task A_code_from_the_app_is_one_login()
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann", _phone.SetUpAsync);
        var browser = host.NewBrowser();
        await PasswordAsync(browser);
        host.Recorder.Clear();

        await browser.InRequestAsync(visit =>
            visit.SignIn.TwoFactorAuthenticatorSignInAsync(_phone.Code(), false, false));

        Assert.Equal(["user_logged_in"], host.Heard);
        Assert.Equal(LoginMethod.TwoFactorAuthenticator, host.Recorder.Only<UserLoggedIn>().Method);
    }

    [Fact]
    public async Task A_code_that_was_sent_is_one_login()
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann", _phone.SetUpAsync);
        var browser = host.NewBrowser();
        await PasswordAsync(browser);
        host.Recorder.Clear();

        await browser.InRequestAsync(async visit =>
        {
            var code = await visit.Users.GenerateTwoFactorTokenAsync(await visit.FindAsync("ann"), "Email");
            await visit.SignIn.TwoFactorSignInAsync("Email", code, false, false);
        });

        Assert.Equal(["user_logged_in"], host.Heard);
        Assert.Equal(LoginMethod.TwoFactor, host.Recorder.Only<UserLoggedIn>().Method);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // Identity lets a recovery code in even then.
    public async Task A_recovery_code_is_one_login(bool isLockedOut)
    {
        await using var host = await AccountHost.StartAsync();
        IEnumerable<string>? codes = null;
        await host.AddAsync("ann", async (users, ann) =>
        {
            await _phone.SetUpAsync(users, ann);
            codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(ann, 1);
        });
        var browser = host.NewBrowser();
        await PasswordAsync(browser);
        host.Recorder.Clear();

        await browser.InRequestAsync(async visit =>
        {
            if (isLockedOut)
                await visit.Users.SetLockoutEndDateAsync(await visit.FindAsync("ann"), DateTimeOffset.MaxValue);
            host.Recorder.Clear();
            await visit.SignIn.TwoFactorRecoveryCodeSignInAsync(codes!.Single());
        });

        Assert.Equal(["user_updated RedeemRecoveryCode", "user_logged_in"], host.Heard);
        Assert.Equal(LoginMethod.TwoFactorRecoveryCode, host.Recorder.Only<UserLoggedIn>().Method);
    }

    [Theory]
    [InlineData(LoginMethod.TwoFactorAuthenticator)]
    [InlineData(LoginMethod.TwoFactor)]
    [InlineData(LoginMethod.TwoFactorRecoveryCode)]
    public async Task A_wrong_code_is_one_failure_of_that_user(LoginMethod method)
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann", _phone.SetUpAsync);
        var browser = host.NewBrowser();
        await PasswordAsync(browser);
        host.Recorder.Clear();

        await browser.InRequestAsync(visit => CodeAsync(visit.SignIn, method));

        // Recovery codes are long enough not to be counted.
        string[] counted = method == LoginMethod.TwoFactorRecoveryCode ? [] : ["user_updated AccessFailed"];
        Assert.Equal([.. counted, "user_login_failed"], host.Heard);
        Assert.Equal(
            new UserLoginFailed(
                "ann", ann.Id, method, LoginFailure.InvalidCode, Provider: null, "192.0.2.7", "Lynx/2.8"),
            host.Recorder.Only<UserLoginFailed>());
    }

    [Theory]
    [InlineData(LoginMethod.TwoFactorAuthenticator)]
    [InlineData(LoginMethod.TwoFactor)]
    [InlineData(LoginMethod.TwoFactorRecoveryCode)]
    public async Task A_code_without_a_first_factor_is_one_failure_of_nobody(LoginMethod method)
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann", _phone.SetUpAsync);

        await host.NewBrowser().InRequestAsync(visit => CodeAsync(visit.SignIn, method));

        Assert.Equal(["user_login_failed"], host.Heard);
        var failed = host.Recorder.Only<UserLoginFailed>();
        Assert.Equal((null, null, LoginFailure.NoFirstFactor), (failed.UserId, failed.UserName, failed.Reason));
    }

    [Fact]
    public async Task A_user_who_was_locked_out_meanwhile_is_one_failure()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann", _phone.SetUpAsync);
        var browser = host.NewBrowser();
        await PasswordAsync(browser);
        host.Recorder.Clear();

        await browser.InRequestAsync(async visit =>
        {
            await visit.Users.SetLockoutEndDateAsync(await visit.FindAsync("ann"), DateTimeOffset.MaxValue);
            host.Recorder.Clear();
            await visit.SignIn.TwoFactorAuthenticatorSignInAsync(_phone.Code(), false, false);
        });

        Assert.Equal(["user_login_failed"], host.Heard);
        var failed = host.Recorder.Only<UserLoginFailed>();
        Assert.Equal((ann.Id, LoginFailure.LockedOut), (failed.UserId, failed.Reason));
    }

    [Fact]
    public async Task A_remembered_browser_is_one_login_by_password()
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann", _phone.SetUpAsync);
        var browser = host.NewBrowser();
        await RememberAsync(browser);
        host.Recorder.Clear();

        await PasswordAsync(browser);

        Assert.Equal(["user_logged_in"], host.Heard);
        Assert.Equal(LoginMethod.Password, host.Recorder.Only<UserLoggedIn>().Method);
    }

    [Fact]
    public async Task A_browser_that_is_no_longer_trusted_is_not_taken_for_a_logout()
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann", _phone.SetUpAsync);
        var browser = host.NewBrowser();
        await RememberAsync(browser);
        await browser.InRequestAsync(async visit =>
            await visit.Users.UpdateSecurityStampAsync(await visit.FindAsync("ann")));
        host.Clock.Advance(TimeSpan.FromHours(1));
        host.Recorder.Clear();

        var result = await PasswordAsync(browser);

        Assert.True(result.RequiresTwoFactor);
        Assert.Equal(["two_factor_required"], host.Heard);
    }

    private static Task<SignInResult> PasswordAsync(Browser browser) => browser.InRequestAsync(visit =>
        visit.SignIn.PasswordSignInAsync("ann", AccountHost.Password, isPersistent: false, lockoutOnFailure: true));

    private static Task<SignInResult> CodeAsync(SignInManager<Member> signIn, LoginMethod method) => method switch
    {
        LoginMethod.TwoFactorAuthenticator => signIn.TwoFactorAuthenticatorSignInAsync("1", false, false),
        LoginMethod.TwoFactor => signIn.TwoFactorSignInAsync("Email", "1", false, false),
        _ => signIn.TwoFactorRecoveryCodeSignInAsync("1"),
    };

    private async Task RememberAsync(Browser browser)
    {
        await PasswordAsync(browser);
        await browser.InRequestAsync(visit =>
            visit.SignIn.TwoFactorAuthenticatorSignInAsync(_phone.Code(), false, true));
        await browser.InRequestAsync(visit => visit.SignIn.SignOutAsync());
    }
}
