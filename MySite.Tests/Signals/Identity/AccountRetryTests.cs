using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Tests.Signals.EntityFramework;

namespace MySite.Tests.Signals.Identity;

/// <summary>Account signals on a database that repeats what failed in passing.</summary>
public sealed class AccountRetryTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public async Task E20_A_creation_and_a_deletion_that_are_repeated_are_committed_once(int statements, int commits)
    {
        var faults = new Faults();
        await using var host = await AccountHost.StartAsync(services => services
            .ConfigureDbContext<AccountContext>(Stubborn.Setup(faults).BeforeSignals)
            .AddReceivers(hub =>
            {
                hub.On(AccountSignals.UserCreated).AfterCommit<CommittedCreation>();
                hub.On(AccountSignals.UserDeleted).AfterCommit<CommittedDeletion>();
            })
            .AddSingleton<CallList>());
        var ann = new Member { UserName = "ann", Email = "ann@example.org" };
        await host.InScopeAsync(async services =>
        {
            var users = services.GetRequiredService<UserManager<Member>>();
            (faults.Statements, faults.Commits) = (statements, commits);
            Assert.True((await users.CreateAsync(ann)).Succeeded);
            Assert.Equal((0, 0), (faults.Statements, faults.Commits));

            (faults.Text, faults.Statements, faults.Commits) = ("DELETE", statements, commits);
            Assert.True((await users.DeleteAsync(ann)).Succeeded);
            Assert.Equal((0, 0), (faults.Statements, faults.Commits));
            Assert.Empty(await users.Users.ToListAsync(TestContext.Current.CancellationToken));
        });

        Assert.Equal(["created ann", "deleted ann"], host.Services.GetRequiredService<CallList>());
    }

    private sealed class CommittedCreation(CallList calls) : IReceiver<UserCreated>
    {
        public ValueTask ReceiveAsync(UserCreated payload, CancellationToken cancellationToken)
        {
            calls.Add($"created {payload.UserName}");
            return default;
        }
    }

    private sealed class CommittedDeletion(CallList calls) : IReceiver<UserDeleted>
    {
        public ValueTask ReceiveAsync(UserDeleted payload, CancellationToken cancellationToken)
        {
            calls.Add($"deleted {payload.UserName}");
            return default;
        }
    }
}
