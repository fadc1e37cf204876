using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.Identity;

namespace MySite.Tests.Signals.Identity;

public sealed class AccountDeletionTests
{
    [Fact]
    public async Task A_user_who_goes_is_one_deletion_with_the_last_words()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");

        await host.InScopeAsync(services => Users(services).DeleteAsync(ann));

        Assert.Equal(["user_deleted"], host.Heard);
        Assert.Equal(new UserDeleted(ann.Id, "ann", "ann@example.org"), host.Recorder.Only<UserDeleted>());
    }

    [Fact]
    public async Task A_deletion_that_loses_a_race_is_none()
    {
        await using var host = await AccountHost.StartAsync();
        var ann = await host.AddAsync("ann");
        await host.InScopeAsync(async services =>
            await Users(services).SetPhoneNumberAsync((await Users(services).FindByIdAsync(ann.Id))!, "1"));
        host.Recorder.Clear();

        await host.InScopeAsync(async services => Assert.False((await Users(services).DeleteAsync(ann)).Succeeded));

        Assert.Empty(host.Heard);
    }

    [Fact]
    public async Task A_receiver_that_fails_keeps_the_user()
    {
        await using var host = await AccountHost.StartAsync(services => services.AddReceivers(hub =>
            hub.On(AccountSignals.UserDeleted).Call(_ => throw new InvalidOperationException("Stay."))));
        var ann = await host.AddAsync("ann");

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.InScopeAsync(services => Users(services).DeleteAsync(ann)));

        await host.InScopeAsync(async services => Assert.NotNull(await Users(services).FindByIdAsync(ann.Id)));
    }

    [Fact]
    public async Task What_waits_for_the_commit_hears_of_a_user_who_is_gone()
    {
        var committed = new List<string?>();
        await using var host = await AccountHost.StartAsync(services => services.AddReceivers(hub =>
            hub.On(AccountSignals.UserDeleted).AfterCommit((deleted, _) =>
            {
                committed.Add(deleted.UserName);
                return default;
            })));
        var ann = await host.AddAsync("ann");

        await host.InScopeAsync(services => Users(services).DeleteAsync(ann));

        Assert.Equal(["ann"], committed);
        await host.InScopeAsync(async services => Assert.Null(await Users(services).FindByIdAsync(ann.Id)));
    }

    private static UserManager<Member> Users(IServiceProvider services) =>
        services.GetRequiredService<UserManager<Member>>();
}
