using MySite.Signals;
using MySite.Signals.Identity;

namespace MySite.Tests.Signals.Identity;

public sealed class LockoutTests
{
    private static readonly DateTimeOffset Forever = DateTimeOffset.MaxValue;

    [Fact]
    public async Task The_failure_that_reaches_the_limit_locks_out_and_no_other_does()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");

        for (var attempt = 0; attempt < 5; attempt++)
            await host.InUsersAsync(ann, (users, member) => users.AccessFailedAsync(member));

        Assert.Equal(
            [
                "user_updated AccessFailed", "user_updated AccessFailed", "user_updated AccessFailed", "user_locked_out",
                "user_updated AccessFailed", "user_updated AccessFailed",
            ],
            host.Heard);
        var lockedOut = host.Recorder.Only<UserLockedOut>();
        Assert.Equal(
            new UserLockedOut(
                ann.Id, "ann", "ann@example.org", LockoutCause.FailedAttempts, (await host.FindAsync(ann)).LockoutEnd),
            lockedOut);
    }

    [Fact]
    public async Task An_administrator_locks_and_unlocks_once()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");

        await host.InUsersAsync(ann, (users, member) => users.SetLockoutEndDateAsync(member, Forever.AddYears(-1)));
        Assert.Equal(["user_updated SetLockoutEndDate", "user_locked_out"], host.Heard);
        Assert.Equal(
            new UserLockedOut(ann.Id, "ann", "ann@example.org", LockoutCause.Administrative, Forever.AddYears(-1)),
            host.Recorder.Only<UserLockedOut>());

        host.Recorder.Clear();
        await host.InUsersAsync(ann, (users, member) => users.SetLockoutEndDateAsync(member, Forever));
        Assert.Equal(["user_updated SetLockoutEndDate"], host.Heard);

        host.Recorder.Clear();
        await host.InUsersAsync(ann, (users, member) => users.SetLockoutEndDateAsync(member, null));
        Assert.Equal(["user_updated SetLockoutEndDate", "user_unlocked"], host.Heard);
        Assert.Equal(new UserUnlocked(ann.Id, "ann", "ann@example.org"), host.Recorder.Only<UserUnlocked>());

        host.Recorder.Clear();
        await host.InUsersAsync(ann, (users, member) => users.SetLockoutEndDateAsync(member, DateTimeOffset.UnixEpoch));
        Assert.Equal(["user_updated SetLockoutEndDate"], host.Heard);
    }

    [Fact]
    public async Task Exempting_a_user_from_lockouts_ends_the_one_that_lasts()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann", (users, member) => users.SetLockoutEndDateAsync(member, Forever));

        await host.InUsersAsync(ann, (users, member) => users.SetLockoutEnabledAsync(member, false));
        await host.InUsersAsync(ann, (users, member) => users.SetLockoutEnabledAsync(member, true));

        Assert.Equal(
            [
                "user_updated SetLockoutEnabled", "user_unlocked", "user_updated SetLockoutEnabled", "user_locked_out",
            ],
            host.Heard);
    }

    [Fact]
    public async Task A_user_who_is_exempt_is_not_locked_out()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann", (users, member) => users.SetLockoutEnabledAsync(member, false));

        await host.InUsersAsync(ann, async (users, member) =>
            Assert.False((await users.SetLockoutEndDateAsync(member, Forever)).Succeeded));

        Assert.Empty(host.Heard);
    }

    [Fact]
    public async Task A_receiver_that_fails_does_not_turn_the_lockout_off()
    {
        await using var host = await AccountHost.StartAsync(services => services.AddReceivers(hub =>
            hub.On(AccountSignals.UserLockedOut).Call(_ => throw new InvalidOperationException("No."))));
        var ann = await host.AddAsync("ann");
        var browser = host.NewBrowser();

        for (var attempt = 0; attempt < 3; attempt++)
            await browser.InRequestAsync(visit => visit.SignIn.PasswordSignInAsync("ann", "wrong", false, true));
        var result = await browser.InRequestAsync(visit =>
            visit.SignIn.PasswordSignInAsync("ann", AccountHost.Password, false, true));

        Assert.True(result.IsLockedOut);
        Assert.NotNull((await host.FindAsync(ann)).LockoutEnd);
    }

    [Fact]
    public async Task A_receiver_that_fails_undoes_what_an_administrator_did()
    {
        await using var host = await AccountHost.StartAsync(services => services.AddReceivers(hub =>
            hub.On(AccountSignals.UserLockedOut).Call(_ => throw new InvalidOperationException("No."))));
        var ann = await host.AddAsync("ann");

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.InUsersAsync(
            ann, (users, member) => users.SetLockoutEndDateAsync(member, Forever)));

        Assert.Null((await host.FindAsync(ann)).LockoutEnd);
    }
}
