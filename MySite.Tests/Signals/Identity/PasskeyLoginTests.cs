using Microsoft.AspNetCore.Identity;
using MySite.Signals.Identity;

namespace MySite.Tests.Signals.Identity;

public sealed class PasskeyLoginTests : IDisposable
{
    private readonly SoftwarePasskey _passkey = new();

    [Fact]
    public async Task I13_A_passkey_is_one_login()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann", _passkey.RegisterAsync);

        var result = await SignInAsync(host.NewBrowser(), options => _passkey.Answer(options, ann));

        Assert.True(result.Succeeded);
        Assert.Equal(["user_updated UpdatePasskey", "user_logged_in"], host.Heard);
        var loggedIn = host.Recorder.Only<UserLoggedIn>();
        Assert.Equal((ann.Id, LoginMethod.Passkey), (loggedIn.UserId, loggedIn.Method));
    }

    [Fact]
    public async Task I13_A_passkey_of_somebody_else_is_one_failure()
    {
        using var other = new SoftwarePasskey();
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann", _passkey.RegisterAsync);

        await SignInAsync(host.NewBrowser(), options => other.Answer(options, ann));

        Assert.Equal(["user_login_failed"], host.Heard);
        Assert.Equal(
            new UserLoginFailed(
                UserName: null, UserId: null, LoginMethod.Passkey, LoginFailure.InvalidPasskey, Provider: null,
                "192.0.2.7", "Lynx/2.8"),
            host.Recorder.Only<UserLoginFailed>());
    }

    [Fact]
    public async Task I13_Rubbish_in_place_of_a_passkey_is_one_failure()
    {
        await using var host = await AccountHost.StartAsync();

        await SignInAsync(host.NewBrowser(), _ => "rubbish");

        Assert.Equal(["user_login_failed"], host.Heard);
        Assert.Equal(LoginFailure.InvalidPasskey, host.Recorder.Only<UserLoginFailed>().Reason);
    }

    [Fact]
    public async Task The_passkey_of_a_user_who_is_locked_out_is_one_failure_of_that_user()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann", async (users, ann) =>
        {
            await _passkey.RegisterAsync(users, ann);
            await users.SetLockoutEndDateAsync(ann, DateTimeOffset.MaxValue);
        });

        await SignInAsync(host.NewBrowser(), options => _passkey.Answer(options, ann));

        Assert.Equal(["user_login_failed"], host.Heard);
        var failed = host.Recorder.Only<UserLoginFailed>();
        Assert.Equal((ann.Id, LoginFailure.LockedOut), (failed.UserId, failed.Reason));
    }

    [Fact]
    public async Task A_passkey_that_nobody_asked_for_is_a_mistake_and_no_failure()
    {
        await using var host = await AccountHost.StartAsync();
        var browser = host.NewBrowser();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            browser.InRequestAsync(visit => visit.SignIn.PasskeySignInAsync("{}")));

        Assert.Empty(host.Heard);
    }

    public void Dispose() => _passkey.Dispose();

    private static async Task<SignInResult> SignInAsync(Browser browser, Func<string, string> answer)
    {
        var options = await browser.InRequestAsync(visit => visit.SignIn.MakePasskeyRequestOptionsAsync(null));
        return await browser.InRequestAsync(visit => visit.SignIn.PasskeySignInAsync(answer(options)));
    }
}
