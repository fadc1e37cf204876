using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using MySite.Signals.Identity;

namespace MySite.Tests.Signals.Identity;

public sealed class LogoutTests
{
    [Fact]
    public async Task T72_Logging_out_names_the_user()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");
        var browser = host.NewBrowser();
        await SignInAsync(browser);
        host.Recorder.Clear();

        await browser.InRequestAsync(visit => visit.SignIn.SignOutAsync());

        Assert.Equal(["user_logged_out"], host.Heard);
        Assert.Equal(new UserLoggedOut(ann.Id, "ann"), host.Recorder.Only<UserLoggedOut>());
    }

    [Fact]
    public async Task T71_Logging_out_without_being_logged_in_names_nobody()
    {
        await using var host = await AccountHost.StartAsync();

        await host.NewBrowser().InRequestAsync(visit => visit.SignIn.SignOutAsync());

        Assert.Equal(["user_logged_out"], host.Heard);
        Assert.Equal(new UserLoggedOut(UserId: null, UserName: null), host.Recorder.Only<UserLoggedOut>());
    }

    [Fact]
    public async Task Receivers_hear_of_it_before_the_session_ends()
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann");
        var browser = host.NewBrowser();
        await SignInAsync(browser);
        bool? hadEnded = null;

        await browser.InRequestAsync(async visit =>
        {
            using var connection = host.Hub.On(AccountSignals.UserLoggedOut)
                .Call(_ => hadEnded = visit.Context.Response.Headers.SetCookie.Count > 0);
            await visit.SignIn.SignOutAsync();
            Assert.True(visit.Context.Response.Headers.SetCookie.Count > 0);
        });

        Assert.False(hadEnded);
    }

    [Fact]
    public async Task I16_Signing_in_and_out_behind_the_managers_back_says_nothing()
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann");
        var browser = host.NewBrowser();

        await browser.InRequestAsync(async visit => await visit.Context.SignInAsync(
            IdentityConstants.ApplicationScheme,
            await visit.SignIn.CreateUserPrincipalAsync(await visit.FindAsync("ann"))));
        var isSignedIn = await browser.InRequestAsync(visit => Task.FromResult(visit.IsSignedIn));
        await browser.InRequestAsync(visit => visit.Context.SignOutAsync(IdentityConstants.ApplicationScheme));

        Assert.True(isSignedIn);
        Assert.Empty(host.Heard);
    }

    private static Task<SignInResult> SignInAsync(Browser browser) => browser.InRequestAsync(visit =>
        visit.SignIn.PasswordSignInAsync("ann", AccountHost.Password, isPersistent: false, lockoutOnFailure: true));
}
