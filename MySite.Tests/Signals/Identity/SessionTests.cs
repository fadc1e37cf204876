using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.Identity;

namespace MySite.Tests.Signals.Identity;

public sealed class SessionTests
{
    [Fact]
    public async Task I01_Signing_in_after_a_sign_up_is_one_creation_and_one_login()
    {
        await using var host = await AccountHost.StartAsync();

        await host.NewBrowser().InRequestAsync(async visit =>
        {
            var ann = new Member { UserName = "ann" };
            await visit.Users.CreateAsync(ann, AccountHost.Password);
            await visit.SignIn.SignInAsync(ann, isPersistent: false);
        });

        Assert.Equal(["user_created", "user_logged_in"], host.Heard);
        Assert.Equal(LoginMethod.Direct, host.Recorder.Only<UserLoggedIn>().Method);
    }

    [Fact]
    public async Task I14_Refreshing_the_session_is_no_login()
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann");
        var browser = await SignedInAsync(host);

        await browser.InRequestAsync(async visit =>
            await visit.SignIn.RefreshSignInAsync(await visit.FindAsync("ann")));

        Assert.True(browser.Last!.Headers.Contains("Set-Cookie"));
        Assert.Empty(host.Heard);
    }

    [Fact]
    public async Task I14_A_refresh_that_is_refused_says_nothing_and_the_next_login_is_heard()
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann");

        await host.NewBrowser().InRequestAsync(async visit =>
        {
            await visit.SignIn.RefreshSignInAsync(await visit.FindAsync("ann"));
            Assert.Empty(host.Heard);
            await visit.SignIn.SignInAsync(await visit.FindAsync("ann"), isPersistent: false);
        });

        Assert.Equal(["user_logged_in"], host.Heard);
    }

    [Fact]
    public async Task I14_A_session_that_slides_on_is_no_login()
    {
        await using var host = await AccountHost.StartAsync(services => services.Configure<SecurityStampValidatorOptions>(
            options => options.ValidationInterval = TimeSpan.FromDays(365)));
        await host.AddAsync("ann");
        var browser = await SignedInAsync(host);

        host.Clock.Advance(TimeSpan.FromDays(8));
        var isSignedIn = await browser.InRequestAsync(visit => Task.FromResult(visit.IsSignedIn));

        Assert.True(isSignedIn);
        Assert.True(browser.Last!.Headers.Contains("Set-Cookie"));
        Assert.Empty(host.Heard);
    }

    [Fact]
    public async Task I14_A_session_that_is_issued_again_because_its_stamp_is_still_right_is_no_login()
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann");
        var browser = await SignedInAsync(host);

        host.Clock.Advance(TimeSpan.FromHours(1));
        var isSignedIn = await browser.InRequestAsync(visit => Task.FromResult(visit.IsSignedIn));

        Assert.True(isSignedIn);
        Assert.True(browser.Last!.Headers.Contains("Set-Cookie"));
        Assert.Empty(host.Heard);
    }

    [Fact]
    public async Task I15_A_session_whose_stamp_is_stale_is_rejected_and_that_is_no_logout()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");
        var browser = await SignedInAsync(host);
        await host.InScopeAsync(async services =>
        {
            var users = services.GetRequiredService<UserManager<Member>>();
            await users.UpdateSecurityStampAsync((await users.FindByNameAsync("ann"))!);
        });

        host.Recorder.Clear();

        host.Clock.Advance(TimeSpan.FromHours(1));
        var isSignedIn = await browser.InRequestAsync(visit => Task.FromResult(visit.IsSignedIn));
        await browser.InRequestAsync(visit => Task.FromResult(visit.IsSignedIn));

        Assert.False(isSignedIn);
        Assert.Equal(["session_rejected"], host.Heard);
        Assert.Equal(new SessionRejected(ann.Id, "ann", "192.0.2.7", "Lynx/2.8"), host.Recorder.Only<SessionRejected>());
    }

    [Fact]
    public async Task I15_A_session_whose_user_is_gone_is_rejected()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");
        var browser = await SignedInAsync(host);
        await host.InScopeAsync(services => services.GetRequiredService<UserManager<Member>>().DeleteAsync(ann));
        host.Recorder.Clear();

        host.Clock.Advance(TimeSpan.FromHours(1));
        await browser.InRequestAsync(_ => Task.CompletedTask);

        Assert.Equal(["session_rejected"], host.Heard);
        Assert.Equal(ann.Id, host.Recorder.Only<SessionRejected>().UserId);
    }

    [Fact]
    public async Task I15_A_receiver_that_fails_rejects_no_less()
    {
        await using var host = await AccountHost.StartAsync(services => services.AddReceivers(hub =>
            hub.On(AccountSignals.SessionRejected).Call(_ => throw new InvalidOperationException())));
        var ann = await host.AddAsync("ann");
        var browser = await SignedInAsync(host);
        await host.InScopeAsync(services => services.GetRequiredService<UserManager<Member>>().DeleteAsync(ann));

        host.Clock.Advance(TimeSpan.FromHours(1));

        Assert.False(await browser.InRequestAsync(visit => Task.FromResult(visit.IsSignedIn)));
    }

    [Fact]
    public async Task A_log_out_after_a_rejection_is_one_of_nobody()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");
        var browser = await SignedInAsync(host);
        await host.InScopeAsync(services => services.GetRequiredService<UserManager<Member>>().DeleteAsync(ann));
        host.Recorder.Clear();

        host.Clock.Advance(TimeSpan.FromHours(1));
        await browser.InRequestAsync(visit => visit.SignIn.SignOutAsync());

        Assert.Equal(["session_rejected", "user_logged_out"], host.Heard);
        Assert.Null(host.Recorder.Only<UserLoggedOut>().UserId);
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
