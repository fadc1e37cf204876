using MySite.Signals.Identity;

namespace MySite.Tests.Signals.Identity;

public sealed class ExternalLoginTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task I12_A_linked_account_is_one_login(bool bypassesTwoFactor)
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann", (users, ann) => users.AddLoginAsync(ann, new("Google", "ann-at-google", "Google")));

        await host.NewBrowser().InRequestAsync(visit => bypassesTwoFactor
            ? visit.SignIn.ExternalLoginSignInAsync("Google", "ann-at-google", false, bypassTwoFactor: true)
            : visit.SignIn.ExternalLoginSignInAsync("Google", "ann-at-google", false));

        Assert.Equal(["user_logged_in"], host.Heard);
        var loggedIn = host.Recorder.Only<UserLoggedIn>();
        Assert.Equal((LoginMethod.External, "Google"), (loggedIn.Method, loggedIn.Provider));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task I12_An_account_that_nobody_linked_is_one_failure(bool bypassesTwoFactor)
    {
        await using var host = await AccountHost.StartAsync();

        await host.NewBrowser().InRequestAsync(visit => bypassesTwoFactor
            ? visit.SignIn.ExternalLoginSignInAsync("Google", "stranger", false, bypassTwoFactor: true)
            : visit.SignIn.ExternalLoginSignInAsync("Google", "stranger", false));

        Assert.Equal(["user_login_failed"], host.Heard);
        Assert.Equal(
            new UserLoginFailed(
                UserName: null, UserId: null, LoginMethod.External, LoginFailure.NoLinkedAccount, "Google", "192.0.2.7",
                "Lynx/2.8"),
            host.Recorder.Only<UserLoginFailed>());
    }

    [Fact]
    public async Task A_linked_user_who_is_locked_out_is_one_failure_of_that_user()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann", async (users, ann) =>
        {
            await users.AddLoginAsync(ann, new("Google", "ann-at-google", "Google"));
            await users.SetLockoutEndDateAsync(ann, DateTimeOffset.MaxValue);
        });

        await host.NewBrowser().InRequestAsync(visit =>
            visit.SignIn.ExternalLoginSignInAsync("Google", "ann-at-google", false));

        Assert.Equal(["user_login_failed"], host.Heard);
        var failed = host.Recorder.Only<UserLoginFailed>();
        Assert.Equal((ann.Id, LoginFailure.LockedOut), (failed.UserId, failed.Reason));
    }

    [Fact]
    public async Task A_second_factor_after_an_external_login_is_one_login_that_names_the_provider()
    {
        var phone = new AuthenticatorApp();
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann", async (users, ann) =>
        {
            await users.AddLoginAsync(ann, new("Google", "ann-at-google", "Google"));
            await phone.SetUpAsync(users, ann);
        });
        var browser = host.NewBrowser();
        await browser.InRequestAsync(visit => visit.SignIn.ExternalLoginSignInAsync("Google", "ann-at-google", false));
        Assert.Equal(["two_factor_required"], host.Heard);
        host.Recorder.Clear();

        await browser.InRequestAsync(visit =>
            visit.SignIn.TwoFactorAuthenticatorSignInAsync(phone.Code(), false, false));

        Assert.Equal(["user_logged_in"], host.Heard);
        var loggedIn = host.Recorder.Only<UserLoggedIn>();
        Assert.Equal((LoginMethod.TwoFactorAuthenticator, "Google"), (loggedIn.Method, loggedIn.Provider));
    }

    [Fact]
    public async Task A_first_visit_that_ends_in_an_account_is_a_failure_a_creation_and_a_login()
    {
        await using var host = await AccountHost.StartAsync();

        await host.NewBrowser().InRequestAsync(async visit =>
        {
            await visit.SignIn.ExternalLoginSignInAsync("Google", "ann-at-google", false);
            var ann = new Member { UserName = "ann" };
            await visit.Users.CreateAsync(ann);
            await visit.Users.AddLoginAsync(ann, new("Google", "ann-at-google", "Google"));
            await visit.SignIn.SignInAsync(ann, false, "Google");
        });

        Assert.Equal(
            [
                "user_login_failed", "user_created", "user_updated AddLogin", "user_logins_changed", "user_logged_in",
            ],
            host.Heard);
        var loggedIn = host.Recorder.Only<UserLoggedIn>();
        Assert.Equal((LoginMethod.Direct, "Google"), (loggedIn.Method, loggedIn.Provider));
    }
}
