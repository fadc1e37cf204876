using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.Identity;

namespace MySite.Tests.Signals.Identity;

public sealed class PasswordChangeTests
{
    private const string Other = AccountHost.NewPassword;

    [Fact]
    public async Task A_user_who_changes_the_password_is_one_change()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");

        await host.InUsersAsync(ann, (users, member) => users.ChangePasswordAsync(member, AccountHost.Password, Other));

        Assert.Equal(["user_updated ChangePassword", "password_changed"], host.Heard);
        Assert.Equal(
            new PasswordChanged(ann.Id, "ann", "ann@example.org", PasswordChange.Changed),
            host.Recorder.Only<PasswordChanged>());
    }

    [Fact]
    public async Task A_password_that_is_reset_with_a_token_is_one_change()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");

        await host.InUsersAsync(ann, async (users, member) =>
            await users.ResetPasswordAsync(member, await users.GeneratePasswordResetTokenAsync(member), Other));

        Assert.Equal(["user_updated ResetPassword", "password_changed"], host.Heard);
        Assert.Equal(PasswordChange.Reset, host.Recorder.Only<PasswordChanged>().Change);
    }

    [Fact]
    public async Task A_first_password_and_the_end_of_the_last_one_are_changes()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");

        await host.InUsersAsync(ann, (users, member) => users.RemovePasswordAsync(member));
        Assert.Equal(["user_updated RemovePassword", "password_changed"], host.Heard);
        Assert.Equal(PasswordChange.Removed, host.Recorder.Only<PasswordChanged>().Change);

        host.Recorder.Clear();
        await host.InUsersAsync(ann, (users, member) => users.AddPasswordAsync(member, Other));
        Assert.Equal(["user_updated AddPassword", "password_changed"], host.Heard);
        Assert.Equal(PasswordChange.Added, host.Recorder.Only<PasswordChanged>().Change);
    }

    [Fact]
    public async Task A_password_that_nobody_had_cannot_be_lost()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann", (users, member) => users.RemovePasswordAsync(member));

        await host.InUsersAsync(ann, (users, member) => users.RemovePasswordAsync(member));

        Assert.Equal(["user_updated RemovePassword"], host.Heard);
    }

    [Fact]
    public async Task A_change_that_is_refused_is_none()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");

        await host.InUsersAsync(ann, async (users, member) =>
        {
            Assert.False((await users.ChangePasswordAsync(member, "wrong", Other)).Succeeded);
            Assert.False((await users.ChangePasswordAsync(member, AccountHost.Password, "x")).Succeeded);
            Assert.False((await users.ResetPasswordAsync(member, "no token", Other)).Succeeded);
            Assert.False((await users.AddPasswordAsync(member, Other)).Succeeded);
        });

        Assert.Empty(host.Heard);
    }

    [Fact]
    public async Task A_better_hash_that_a_log_in_makes_is_no_change()
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("bob", async (users, member) =>
        {
            member.PasswordHash = new Outdated().HashPassword(member, AccountHost.Password);
            await users.UpdateAsync(member);
        });

        await host.NewBrowser().InRequestAsync(visit =>
            visit.SignIn.PasswordSignInAsync("bob", AccountHost.Password, false, true));

        Assert.Equal(["user_updated PasswordRehash", "user_logged_in"], host.Heard);
    }

    [Fact]
    public async Task A_receiver_that_fails_keeps_the_old_password()
    {
        await using var host = await AccountHost.StartAsync(services => services.AddReceivers(hub =>
            hub.On(AccountSignals.PasswordChanged).Call(_ => throw new InvalidOperationException("No."))));
        var ann = await host.AddAsync("ann");

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.InUsersAsync(
            ann, (users, member) => users.ChangePasswordAsync(member, AccountHost.Password, Other)));

        await host.InUsersAsync(ann, async (users, member) =>
            Assert.True(await users.CheckPasswordAsync(member, AccountHost.Password)));
    }

    [Fact]
    public async Task In_a_transaction_of_the_caller_the_caller_decides()
    {
        var committed = new List<PasswordChange>();
        await using var host = await AccountHost.StartAsync(services => services.AddReceivers(hub =>
            hub.On(AccountSignals.PasswordChanged).AfterCommit((changed, _) =>
            {
                committed.Add(changed.Change);
                return default;
            })));
        var ann = await host.AddAsync("ann");

        foreach (var commits in (bool[])[false, true])
            await host.InScopeAsync(async services =>
            {
                var database = services.GetRequiredService<AccountContext>().Database;
                await using var transaction = await database.BeginTransactionAsync(TestContext.Current.CancellationToken);
                var users = AccountHost.UsersOf(services);
                await users.ChangePasswordAsync((await users.FindByIdAsync(ann.Id))!, AccountHost.Password, Other);
                if (commits)
                    await transaction.CommitAsync(TestContext.Current.CancellationToken);
            });

        Assert.Equal([PasswordChange.Changed], committed);
    }

    /// <summary>Hashes as an old version of Identity did.</summary>
    private sealed class Outdated() : PasswordHasher<Member>(Microsoft.Extensions.Options.Options.Create(
        new PasswordHasherOptions { CompatibilityMode = PasswordHasherCompatibilityMode.IdentityV2 }));
}
