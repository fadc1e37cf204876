using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using MySite.Signals;
using MySite.Signals.Identity;

namespace MySite.Tests.Signals.Identity;

public sealed class PasskeyTests
{
    private static readonly byte[] Id = [1, 2, 3];

    [Fact]
    public async Task A_passkey_is_added_once_updated_without_a_word_and_removed_once()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");

        await host.InUsersAsync(ann, (users, member) => users.AddOrUpdatePasskeyAsync(member, Passkey("Phone")));
        Assert.Equal(["user_updated AddPasskey", "passkey_added"], host.Heard);
        Assert.Equal(
            new PasskeyAdded(ann.Id, "ann", "ann@example.org", Base64Url.EncodeToString(Id), "Phone"),
            host.Recorder.Only<PasskeyAdded>());

        host.Recorder.Clear();
        await host.InUsersAsync(ann, (users, member) => users.AddOrUpdatePasskeyAsync(member, Passkey("Old phone")));
        Assert.Equal(["user_updated UpdatePasskey"], host.Heard);

        host.Recorder.Clear();
        await host.InUsersAsync(ann, (users, member) => users.RemovePasskeyAsync(member, Id));
        Assert.Equal(["user_updated RemovePasskey", "passkey_removed"], host.Heard);
        Assert.Equal(
            new PasskeyRemoved(ann.Id, "ann", "ann@example.org", Base64Url.EncodeToString(Id), "Old phone"),
            host.Recorder.Only<PasskeyRemoved>());

        host.Recorder.Clear();
        await host.InUsersAsync(ann, (users, member) => users.RemovePasskeyAsync(member, Id));
        Assert.Equal(["user_updated RemovePasskey"], host.Heard);
    }

    [Fact]
    public async Task A_receiver_that_fails_undoes_the_passkey()
    {
        await using var host = await AccountHost.StartAsync(services => services.AddReceivers(hub =>
            hub.On(AccountSignals.PasskeyAdded).Call(_ => throw new InvalidOperationException("No."))));
        var ann = await host.AddAsync("ann");

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.InUsersAsync(
            ann, (users, member) => users.AddOrUpdatePasskeyAsync(member, Passkey("Phone"))));

        await host.InUsersAsync(ann, async (users, member) => Assert.Empty(await users.GetPasskeysAsync(member)));
    }

    [Fact]
    public async Task A_receiver_that_fails_keeps_the_passkey_that_was_to_go()
    {
        await using var host = await AccountHost.StartAsync(services => services.AddReceivers(hub =>
            hub.On(AccountSignals.PasskeyRemoved).Call(_ => throw new InvalidOperationException("No."))));
        var ann = await host.AddAsync("ann", (users, member) => users.AddOrUpdatePasskeyAsync(member, Passkey("Phone")));

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.InUsersAsync(
            ann, (users, member) => users.RemovePasskeyAsync(member, Id)));

        await host.InUsersAsync(ann, async (users, member) => Assert.Single(await users.GetPasskeysAsync(member)));
    }

    private static UserPasskeyInfo Passkey(string name) =>
        new(Id, [4], DateTimeOffset.UnixEpoch, 0, null, true, false, false, [], []) { Name = name };
}
