using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals.Identity;

namespace MySite.Tests.Signals.Identity;

public sealed class SessionTests
{
    [Fact]
    public async Task Signing_in_after_a_sign_up_is_one_creation_and_one_login()
    {
        await using var host = await AccountHost.StartAsync();

        await host.NewBrowser().InRequestAsync(async visit =>
        {
            var ann = new Member { UserName = "ann" };
            await visit.Users.CreateAsync(ann, AccountHost.Password);
            await visit.SignIn.SignInAsync(ann, isPersistent: false);
        });

        Assert.Equal(["user_created", "user_logged_in"], host.Recorder.Names);
        Assert.Equal(LoginMethod.Direct, host.Recorder.Only<UserLoggedIn>().Method);
    }

    [Fact]
    public async Task Refreshing_the_session_is_no_login()
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann");
        var browser = await SignedInAsync(host);

        await browser.InRequestAsync(async visit =>
            await visit.SignIn.RefreshSignInAsync(await visit.FindAsync("ann")));

        Assert.True(browser.Last!.Headers.Contains("Set-Cookie"));
        Assert.Empty(host.Recorder.Names);
    }

    [Fact]
    public async Task A_refresh_that_is_refused_says_nothing_and_the_next_login_is_heard()
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann");

        await host.NewBrowser().InRequestAsync(async visit =>
        {
            await visit.SignIn.RefreshSignInAsync(await visit.FindAsync("ann"));
            Assert.Empty(host.Recorder.Names);
            await visit.SignIn.SignInAsync(await visit.FindAsync("ann"), isPersistent: false);
        });

        Assert.Equal(["user_logged_in"], host.Recorder.Names);
    }

    [Fact]
    public async Task A_session_that_slides_on_is_no_login()
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann");
        var browser = await SignedInAsync(host);

        host.Clock.Advance(TimeSpan.FromDays(8));
        var isSignedIn = await browser.InRequestAsync(visit => Task.FromResult(visit.IsSignedIn));

        Assert.True(isSignedIn);
        Assert.True(browser.Last!.Headers.Contains("Set-Cookie"));
        Assert.Empty(host.Recorder.Names);
    }

    [Fact]
    public async Task A_session_whose_stamp_is_stale_ends_without_a_logout()
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann");
        var browser = await SignedInAsync(host);
        await host.InScopeAsync(async services =>
        {
            var users = services.GetRequiredService<UserManager<Member>>();
            await users.UpdateSecurityStampAsync((await users.FindByNameAsync("ann"))!);
        });

        host.Clock.Advance(TimeSpan.FromHours(1));
        var isSignedIn = await browser.InRequestAsync(visit => Task.FromResult(visit.IsSignedIn));

        Assert.False(isSignedIn);
        Assert.Empty(host.Recorder.Names);
    }

    private static async Task<Browser> SignedInAsync(AccountHost host)
    {
        var browser = host.NewBrowser();
        await browser.InRequestAsync(visit =>
            visit.SignIn.PasswordSignInAsync("ann", AccountHost.Password, isPersistent: true, lockoutOnFailure: true));
        host.Recorder.Clear();
        return browser;
    }
}
