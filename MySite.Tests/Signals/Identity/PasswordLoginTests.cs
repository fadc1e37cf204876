using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.Identity;

namespace MySite.Tests.Signals.Identity;

public sealed class PasswordLoginTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task I06_T70_The_right_password_is_one_login(bool byUser)
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");

        var result = await host.NewBrowser().InRequestAsync(async visit => byUser
            ? await visit.SignIn.PasswordSignInAsync(await visit.FindAsync("ann"), AccountHost.Password, false, true)
            : await visit.SignIn.PasswordSignInAsync("ann", AccountHost.Password, false, true));

        Assert.True(result.Succeeded);
        Assert.Equal(["user_logged_in"], host.Heard);
        Assert.Equal(
            new UserLoggedIn(ann.Id, "ann", LoginMethod.Password, Provider: null, "192.0.2.7", "Lynx/2.8"),
            host.Recorder.Only<UserLoggedIn>());
    }

    [Fact]
    public async Task I06_The_right_password_after_a_failure_is_one_login_that_counts_from_zero_again()
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann", (users, ann) => users.AccessFailedAsync(ann));
        var browser = host.NewBrowser();

        await browser.InRequestAsync(visit => visit.SignIn.PasswordSignInAsync("ann", AccountHost.Password, false, true));
        await browser.InRequestAsync(visit => visit.SignIn.PasswordSignInAsync("ann", AccountHost.Password, false, true));

        Assert.Equal(["user_updated ResetAccessFailed", "user_logged_in", "user_logged_in"], host.Heard);
    }

    [Fact]
    public async Task A_receiver_of_a_login_sees_the_user_signed_in()
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann");
        string? seen = null;

        await host.NewBrowser().InRequestAsync(async visit =>
        {
            using var connection = host.Hub.On(AccountSignals.UserLoggedIn).From(typeof(Member))
                .Call(_ => seen = visit.Context.User.Identity?.Name);
            await visit.SignIn.PasswordSignInAsync("ann", AccountHost.Password, false, true);
        });

        Assert.Equal("ann", seen);
    }

    [Fact]
    public async Task I02_An_unknown_user_is_one_failure_with_what_was_typed()
    {
        await using var host = await AccountHost.StartAsync();

        await host.NewBrowser().InRequestAsync(visit =>
            visit.SignIn.PasswordSignInAsync("nobody", "secret", false, true));

        Assert.Equal(["user_login_failed"], host.Heard);
        Assert.Equal(
            new UserLoginFailed(
                "nobody", UserId: null, LoginMethod.Password, LoginFailure.UnknownUser, Provider: null, "192.0.2.7",
                "Lynx/2.8"),
            host.Recorder.Only<UserLoginFailed>());
    }

    [Fact]
    public async Task I02_An_unknown_user_is_looked_up_once()
    {
        var queries = new CountedCommands();
        await using var host = await AccountHost.StartAsync(services =>
            services.ConfigureDbContext<AccountContext>(options => options.AddInterceptors(queries)));
        await host.NewBrowser().InRequestAsync(async visit =>
        {
            queries.Count = 0;
            await visit.SignIn.PasswordSignInAsync("nobody", "secret", false, true);
        });

        Assert.Equal(["user_login_failed"], host.Heard);
        Assert.Equal(1, queries.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task I03_T69_A_wrong_password_is_one_failure_of_that_user(bool byUser)
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");

        await host.NewBrowser().InRequestAsync(async visit => byUser
            ? await visit.SignIn.PasswordSignInAsync(await visit.FindAsync("ann"), "wrong secret", false, true)
            : await visit.SignIn.PasswordSignInAsync("ANN", "wrong secret", false, true));

        Assert.Equal(["user_updated AccessFailed", "user_login_failed"], host.Heard);
        Assert.Equal(
            new UserLoginFailed(
                "ann", ann.Id, LoginMethod.Password, LoginFailure.InvalidPassword, Provider: null, "192.0.2.7",
                "Lynx/2.8"),
            host.Recorder.Only<UserLoginFailed>());
        Assert.DoesNotContain("secret", host.Recorder.Only<UserLoginFailed>().ToString());
    }

    [Fact]
    public async Task I04_The_attempt_that_locks_a_user_out_says_so_and_raises_the_lockout_once()
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann");
        var browser = host.NewBrowser();
        await browser.InRequestAsync(visit => visit.SignIn.PasswordSignInAsync("ann", "wrong", false, true));
        await browser.InRequestAsync(visit => visit.SignIn.PasswordSignInAsync("ann", "wrong", false, true));
        host.Recorder.Clear();

        await browser.InRequestAsync(visit => visit.SignIn.PasswordSignInAsync("ann", "wrong", false, true));

        Assert.Equal(["user_updated AccessFailed", "user_locked_out", "user_login_failed"], host.Heard);
        Assert.Equal(LoginFailure.LockedOut, host.Recorder.Only<UserLoginFailed>().Reason);
        host.Recorder.Clear();

        await browser.InRequestAsync(visit => visit.SignIn.PasswordSignInAsync("ann", "wrong", false, true));

        Assert.Equal(["user_login_failed"], host.Heard);
    }

    [Fact]
    public async Task I05_The_right_password_of_a_user_who_is_locked_out_is_one_failure()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann", (users, ann) =>
            users.SetLockoutEndDateAsync(ann, DateTimeOffset.MaxValue));

        await host.NewBrowser().InRequestAsync(visit =>
            visit.SignIn.PasswordSignInAsync("ann", AccountHost.Password, false, true));

        Assert.Equal(["user_login_failed"], host.Heard);
        var failed = host.Recorder.Only<UserLoginFailed>();
        Assert.Equal((ann.Id, LoginFailure.LockedOut), (failed.UserId, failed.Reason));
    }

    [Fact]
    public async Task I05_The_right_password_of_a_user_without_a_confirmed_address_is_one_failure()
    {
        await using var host = await AccountHost.StartAsync(services =>
            services.Configure<IdentityOptions>(options => options.SignIn.RequireConfirmedEmail = true));
        var ann = await host.AddAsync("ann", (users, ann) => users.SetEmailAsync(ann, "new@example.org"));

        await host.NewBrowser().InRequestAsync(visit =>
            visit.SignIn.PasswordSignInAsync("ann", AccountHost.Password, false, true));

        Assert.Equal(["user_login_failed"], host.Heard);
        var failed = host.Recorder.Only<UserLoginFailed>();
        Assert.Equal((ann.Id, LoginFailure.NotAllowed), (failed.UserId, failed.Reason));
    }

    [Theory]
    [InlineData(AccountHost.Password)]
    [InlineData("wrong", "user_login_failed")]
    public async Task I11_Checking_a_password_is_no_login_but_may_be_a_failure(string password, params string[] heard)
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann");

        await host.NewBrowser().InRequestAsync(async visit =>
            await visit.SignIn.CheckPasswordSignInAsync(await visit.FindAsync("ann"), password, false));

        Assert.Equal(heard, host.Heard);
    }

    [Fact]
    public async Task T74_A_wrong_password_outside_of_a_request_is_a_failure_from_nowhere()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");

        await host.InScopeAsync(services =>
            services.GetRequiredService<SignInManager<Member>>().CheckPasswordSignInAsync(ann, "wrong", false));

        var failed = host.Recorder.Only<UserLoginFailed>();
        Assert.Equal((ann.Id, null, null), (failed.UserId, failed.RemoteAddress, failed.UserAgent));
    }

    [Theory]
    [InlineData(AccountHost.Password)]
    [InlineData("wrong")]
    public async Task Comparing_a_password_says_nothing(string password)
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann");

        await host.NewBrowser().InRequestAsync(async visit =>
            await visit.Users.CheckPasswordAsync(await visit.FindAsync("ann"), password));

        Assert.Empty(host.Heard);
    }

    [Fact]
    public async Task What_the_client_typed_is_cut()
    {
        await using var host = await AccountHost.StartAsync();

        await host.NewBrowser().InRequestAsync(async visit =>
        {
            visit.Context.Request.Headers.UserAgent = new string('u', 5000);
            await visit.SignIn.PasswordSignInAsync(new string('n', 5000), "secret", false, true);
        });

        var failed = host.Recorder.Only<UserLoginFailed>();
        Assert.Equal(new string('n', 256), failed.UserName);
        Assert.Equal(new string('u', 512), failed.UserAgent);
    }

    [Fact]
    public async Task A_receiver_that_fails_changes_no_outcome()
    {
        await using var host = await AccountHost.StartAsync(services => services.AddReceivers(hub =>
        {
            hub.On(AccountSignals.UserLoggedIn).WithPriority(1).Call(_ => throw new InvalidOperationException());
            hub.On(AccountSignals.UserLoginFailed).WithPriority(1).Call(_ => throw new InvalidOperationException());
            hub.On(AccountSignals.UserLoggedOut).WithPriority(1).Call(_ => throw new InvalidOperationException());
        }));
        await host.AddAsync("ann");
        var browser = host.NewBrowser();

        var refused = await browser.InRequestAsync(visit =>
            visit.SignIn.PasswordSignInAsync("ann", "wrong", false, true));
        var let = await browser.InRequestAsync(visit =>
            visit.SignIn.PasswordSignInAsync("ann", AccountHost.Password, false, true));
        await browser.InRequestAsync(visit => visit.SignIn.SignOutAsync());
        var isSignedIn = await browser.InRequestAsync(visit => Task.FromResult(visit.IsSignedIn));

        Assert.Equal((false, true, false), (refused.Succeeded, let.Succeeded, isSignedIn));
        Assert.Equal(
            [
                "user_updated AccessFailed", "user_login_failed", "user_updated ResetAccessFailed", "user_logged_in",
                "user_logged_out",
            ],
            host.Heard);
    }
}
