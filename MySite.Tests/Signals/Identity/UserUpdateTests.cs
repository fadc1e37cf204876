using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using MySite.Signals;
using MySite.Signals.Identity;

namespace MySite.Tests.Signals.Identity;

public sealed class UserUpdateTests
{
    /// <summary>Each way to update a user that has no signal of its own besides.</summary>
    private static readonly Dictionary<UserUpdateReason, Func<UserManager<Member>, Member, Task>> Ways = new()
    {
        [UserUpdateReason.Update] = (users, ann) => users.UpdateAsync(ann),
        [UserUpdateReason.SetUserName] = (users, ann) => users.SetUserNameAsync(ann, "anna"),
        [UserUpdateReason.SetEmail] = (users, ann) => users.SetEmailAsync(ann, "anna@example.org"),
        [UserUpdateReason.ConfirmEmail] = async (users, ann) =>
            await users.ConfirmEmailAsync(ann, await users.GenerateEmailConfirmationTokenAsync(ann)),
        [UserUpdateReason.ChangeEmail] = async (users, ann) => await users.ChangeEmailAsync(
            ann, "anna@example.org", await users.GenerateChangeEmailTokenAsync(ann, "anna@example.org")),
        [UserUpdateReason.SetPhoneNumber] = (users, ann) => users.SetPhoneNumberAsync(ann, "1"),
        [UserUpdateReason.ChangePhoneNumber] = async (users, ann) => await users.ChangePhoneNumberAsync(
            ann, "1", await users.GenerateChangePhoneNumberTokenAsync(ann, "1")),
        [UserUpdateReason.UpdateSecurityStamp] = (users, ann) => users.UpdateSecurityStampAsync(ann),
        [UserUpdateReason.SetTwoFactorEnabled] = (users, ann) => users.SetTwoFactorEnabledAsync(ann, true),
        [UserUpdateReason.SetLockoutEnabled] = (users, ann) => users.SetLockoutEnabledAsync(ann, false),
        [UserUpdateReason.SetLockoutEndDate] = (users, ann) => users.SetLockoutEndDateAsync(ann, null),
        [UserUpdateReason.AccessFailed] = (users, ann) => users.AccessFailedAsync(ann),
        [UserUpdateReason.SetAuthenticationToken] = (users, ann) =>
            users.SetAuthenticationTokenAsync(ann, "Google", "access", "secret"),
        [UserUpdateReason.RemoveAuthenticationToken] = (users, ann) =>
            users.RemoveAuthenticationTokenAsync(ann, "Google", "access"),
        [UserUpdateReason.ResetAuthenticatorKey] = (users, ann) => users.ResetAuthenticatorKeyAsync(ann),
        [UserUpdateReason.GenerateRecoveryCodes] = (users, ann) => users.GenerateNewTwoFactorRecoveryCodesAsync(ann, 1),
    };

    public static TheoryData<UserUpdateReason> Reasons => [.. Ways.Keys];

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task Each_way_to_change_a_user_is_one_update_that_says_which(UserUpdateReason reason)
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");

        await host.InUsersAsync(ann, Ways[reason]);

        Assert.Equal([$"user_updated {reason}"], host.Heard);
        Assert.Equal(ann.Id, host.Recorder.Only<UserUpdated>().UserId);
    }

    [Fact]
    public async Task The_name_and_the_address_are_the_new_ones()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");

        await host.InUsersAsync(ann, (users, member) =>
        {
            (member.UserName, member.Email) = ("anna", "anna@example.org");
            return users.UpdateAsync(member);
        });

        Assert.Equal(
            new UserUpdated(ann.Id, "anna", "anna@example.org", UserUpdateReason.Update),
            host.Recorder.Only<UserUpdated>());
    }

    [Fact]
    public async Task An_update_that_is_refused_or_loses_a_race_is_none()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");
        await host.AddAsync("bob");

        await host.InUsersAsync(ann, async (users, member) =>
        {
            Assert.False((await users.SetUserNameAsync(member, "bob")).Succeeded);
            Assert.False((await users.ChangeEmailAsync(member, "x@example.org", "no token")).Succeeded);
        });
        await host.InUsersAsync(ann, async (users, member) =>
        {
            await host.InUsersAsync(ann, (faster, same) => faster.SetPhoneNumberAsync(same, "1"));
            host.Recorder.Clear();
            Assert.False((await users.SetPhoneNumberAsync(member, "2")).Succeeded);
        });

        Assert.Empty(host.Heard);
    }

    [Fact]
    public async Task Two_methods_are_two_updates_even_if_an_endpoint_calls_both()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");
        var code = "";
        await host.InUsersAsync(ann, async (users, member) =>
            code = await users.GenerateChangeEmailTokenAsync(member, "anna@example.org"));

        await host.NewBrowser().GetAsync(
            $"/confirmEmail?userId={ann.Id}&code={WebEncoders.Base64UrlEncode(System.Text.Encoding.UTF8.GetBytes(code))}" +
            "&changedEmail=anna@example.org");

        Assert.Equal(["user_updated ChangeEmail", "user_updated SetUserName"], host.Heard);
    }

    [Fact]
    public async Task What_a_receiver_updates_in_turn_has_a_reason_of_its_own()
    {
        await using var host = await AccountHost.StartAsync(services => services.AddReceivers(hub =>
            hub.On(AccountSignals.UserUpdated).Call<GiveNumber>()));
        var ann = await host.AddAsync("ann");

        await host.InUsersAsync(ann, (users, member) =>
            users.ChangePasswordAsync(member, AccountHost.Password, AccountHost.NewPassword));

        Assert.Equal(["user_updated ChangePassword", "user_updated Update", "password_changed"], host.Heard);
    }

    [Fact]
    public async Task A_receiver_that_fails_undoes_the_update_with_all_that_waited_for_its_commit()
    {
        var committed = 0;
        await using var host = await AccountHost.StartAsync(services => services.AddReceivers(hub =>
        {
            hub.On(AccountSignals.UserUpdated).AfterCommit((_, _) => new(Task.FromResult(committed++)));
            hub.On(AccountSignals.UserUpdated).Call(updated =>
            {
                if (updated.Email == "refused@example.org")
                    throw new InvalidOperationException("No.");
            });
        }));
        var ann = await host.AddAsync("ann");

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.InUsersAsync(
            ann, (users, member) => users.SetEmailAsync(member, "refused@example.org")));
        Assert.Equal(("ann@example.org", 0), ((await host.FindAsync(ann)).Email, committed));

        await host.InUsersAsync(ann, (users, member) => users.SetEmailAsync(member, "anna@example.org"));
        Assert.Equal(("anna@example.org", 1), ((await host.FindAsync(ann)).Email, committed));
    }

    [Fact]
    public async Task A_receiver_that_fails_does_not_undo_what_a_log_in_notes()
    {
        await using var host = await AccountHost.StartAsync(services => services.AddReceivers(hub =>
            hub.On(AccountSignals.UserUpdated).Call(_ => throw new InvalidOperationException("No."))));
        var ann = await host.AddAsync("ann");
        var browser = host.NewBrowser();

        await browser.InRequestAsync(visit => visit.SignIn.PasswordSignInAsync("ann", "wrong", false, true));
        Assert.Equal(1, (await host.FindAsync(ann)).AccessFailedCount);

        var result = await browser.InRequestAsync(visit =>
            visit.SignIn.PasswordSignInAsync("ann", AccountHost.Password, false, true));
        Assert.True(result.Succeeded);
        Assert.Equal(0, (await host.FindAsync(ann)).AccessFailedCount);
    }

    private sealed class GiveNumber(UserManager<Member> users) : IReceiver<UserUpdated>
    {
        public async ValueTask ReceiveAsync(UserUpdated payload, CancellationToken cancellationToken)
        {
            var member = (await users.FindByIdAsync(payload.UserId))!;
            if (member.PhoneNumber is not null)
                return;
            member.PhoneNumber = "1";
            await users.UpdateAsync(member);
        }
    }
}
