using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MySite.Signals;
using MySite.Signals.Identity;

namespace MySite.Tests.Signals.Identity;

public sealed class AccountCreationTests
{
    private readonly Member _ann = new() { UserName = "ann", Email = "ann@example.org" };
    private readonly Member _bob = new() { UserName = "bob", Email = "bob@example.org" };

    [Theory]
    [InlineData(AccountHost.Password)]
    [InlineData(null)]
    public async Task A_user_with_or_without_a_password_is_one_creation(string? password)
    {
        await using var host = await AccountHost.StartAsync();

        await InUsersAsync(host, users =>
            password is null ? users.CreateAsync(_ann) : users.CreateAsync(_ann, password));

        Assert.Equal(["user_created"], host.Heard);
        Assert.Equal(new UserCreated(_ann.Id, "ann", "ann@example.org"), host.Recorder.Only<UserCreated>());
    }

    [Fact]
    public async Task A_user_who_is_refused_is_no_creation()
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann");

        var taken = await InUsersAsync(host, users => users.CreateAsync(_ann, AccountHost.Password));
        var weak = await InUsersAsync(host, users => users.CreateAsync(_bob, "x"));

        Assert.Equal((false, false), (taken.Succeeded, weak.Succeeded));
        Assert.Empty(host.Heard);
    }

    [Fact]
    public async Task Changing_a_user_is_no_creation()
    {
        await using var host = await AccountHost.StartAsync();
        await host.AddAsync("ann");

        await InUsersAsync(host, async users =>
        {
            var ann = (await users.FindByNameAsync("ann"))!;
            await users.SetPhoneNumberAsync(ann, "1");
            await users.AccessFailedAsync(ann);
            await users.ChangePasswordAsync(ann, AccountHost.Password, "another word");
            return await users.UpdateAsync(ann);
        });

        Assert.DoesNotContain("user_created", host.Heard);
    }

    [Fact]
    public async Task A_receiver_shares_the_callers_context_and_finds_the_user_written_but_not_committed()
    {
        await using var host = await AccountHost.StartAsync(services => services.AddReceivers(hub =>
            hub.On(AccountSignals.UserCreated).From(typeof(Member)).Call<LookAround>()));

        await host.InScopeAsync(async services =>
        {
            await services.GetRequiredService<UserManager<Member>>().CreateAsync(_ann);
            Assert.Equal("ann", LookAround.Seen);
            Assert.Same(services.GetRequiredService<AccountContext>(), LookAround.Context);
        });

        Assert.True(LookAround.WasInTransaction);
    }

    [Fact]
    public async Task A_receiver_that_fails_undoes_the_creation()
    {
        var committed = 0;
        await using var host = await AccountHost.StartAsync(services => services.AddReceivers(hub =>
        {
            hub.On(AccountSignals.UserCreated).AfterCommit((_, _) =>
            {
                committed++;
                return default;
            });
            hub.On(AccountSignals.UserCreated).Call(_ => throw new InvalidOperationException("No."));
        }));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            InUsersAsync(host, users => users.CreateAsync(_ann, AccountHost.Password)));

        Assert.Equal("No.", error.Message);
        Assert.Null(await InUsersAsync(host, users => users.FindByNameAsync("ann")));
        Assert.Equal(0, committed);
    }

    [Fact]
    public async Task Where_nothing_can_be_undone_a_receiver_that_fails_does_not_pretend_it_was()
    {
        await using var host = await AccountHost.StartAsync(services => services
            .Replace(ServiceDescriptor.Scoped<ISignalTransaction, NoTransaction>())
            .AddReceivers(hub =>
                hub.On(AccountSignals.UserCreated).Call(_ => throw new InvalidOperationException("No."))));

        var result = await InUsersAsync(host, users => users.CreateAsync(_ann, AccountHost.Password));

        Assert.True(result.Succeeded);
        Assert.NotNull(await InUsersAsync(host, users => users.FindByNameAsync("ann")));
    }

    [Fact]
    public async Task What_waits_for_the_commit_runs_when_the_creation_returns()
    {
        var committed = 0;
        await using var host = await AccountHost.StartAsync(services => services.AddReceivers(hub =>
            hub.On(AccountSignals.UserCreated).AfterCommit((_, _) =>
            {
                committed++;
                return default;
            })));

        await InUsersAsync(host, users => users.CreateAsync(_ann, AccountHost.Password));

        Assert.Equal(1, committed);
        Assert.NotNull(await InUsersAsync(host, users => users.FindByNameAsync("ann")));
    }

    [Fact]
    public async Task In_a_transaction_of_the_caller_the_caller_decides()
    {
        var committed = new List<string?>();
        await using var host = await AccountHost.StartAsync(services => services.AddReceivers(hub =>
            hub.On(AccountSignals.UserCreated).AfterCommit((created, _) =>
            {
                committed.Add(created.UserName);
                return default;
            })));

        await host.InScopeAsync(services => CreateInTransactionAsync(services, _bob, commits: false));
        await host.InScopeAsync(services => CreateInTransactionAsync(services, _ann, commits: true));

        Assert.Equal(["ann"], committed);
        Assert.Null(await InUsersAsync(host, users => users.FindByNameAsync("bob")));
    }

    [Fact]
    public async Task Without_a_receiver_no_transaction_is_begun()
    {
        var transactions = new CountedTransactions();
        await using var host = await AccountHost.StartAsync(
            services => services.ConfigureDbContext<AccountContext>(options => options.AddInterceptors(transactions)),
            records: false);
        transactions.Count = 0;

        await InUsersAsync(host, users => users.CreateAsync(_ann));
        await InUsersAsync(host, async users => await users.SetPhoneNumberAsync((await users.FindByNameAsync("ann"))!, "1"));
        await InUsersAsync(host, async users => await users.DeleteAsync((await users.FindByNameAsync("ann"))!));

        Assert.Equal(0, transactions.Count);
    }

    private static async Task CreateInTransactionAsync(IServiceProvider services, Member member, bool commits)
    {
        var database = services.GetRequiredService<AccountContext>().Database;
        await using var transaction = await database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await services.GetRequiredService<UserManager<Member>>().CreateAsync(member);
        Assert.Same(transaction, database.CurrentTransaction);
        if (commits)
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<T> InUsersAsync<T>(AccountHost host, Func<UserManager<Member>, Task<T>> act)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<UserManager<Member>>());
    }

    private sealed class LookAround(AccountContext context) : IReceiver<UserCreated>
    {
        internal static string? Seen { get; private set; }

        internal static bool WasInTransaction { get; private set; }

        internal static object? Context { get; private set; }

        public async ValueTask ReceiveAsync(UserCreated payload, CancellationToken cancellationToken)
        {
            Seen = await context.Users.AsNoTracking().Where(user => user.Id == payload.UserId)
                .Select(user => user.UserName).SingleAsync(cancellationToken);
            WasInTransaction = context.Database.CurrentTransaction is not null;
            Context = context;
        }
    }
}
