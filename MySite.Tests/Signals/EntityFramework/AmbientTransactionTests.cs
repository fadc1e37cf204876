using System.Transactions;
using Microsoft.EntityFrameworkCore;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>SQLite knows no ambient transactions.</summary>
public sealed class AmbientTransactionTestsOnPostgreSql
{
    [Fact]
    public async Task E18_A_receiver_waits_for_the_end_of_an_ambient_transaction()
    {
        await using var library = await OpenAsync();
        using (var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await AddAsync(library, "Ann");
            await AddAsync(library, "Bob");
            Assert.Empty(library.Calls);
            scope.Complete();
        }

        Assert.Equal(["Ann", "Bob"], library.Calls);
        Assert.Equal(["Ann", "Bob"], await library.NamesAsync());
    }

    [Fact]
    public async Task E18_An_ambient_transaction_that_is_not_completed_drops_it()
    {
        await using var library = await OpenAsync();
        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
            await AddAsync(library, "Ann");
        using (var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await AddAsync(library, "Bob");
            scope.Complete();
        }

        Assert.Equal(["Bob"], library.Calls);
        Assert.Equal(["Bob"], await library.NamesAsync());
    }

    [Fact]
    public async Task E18_An_ambient_transaction_that_aborts_calls_what_waited_for_that()
    {
        await using var library = await OpenAsync();
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterRollback((save, _) =>
        {
            library.Calls.Add($"undone {save.Entity.Name}");
            return default;
        });
        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
            await AddAsync(library, "Ann");
        Assert.Equal(["undone Ann"], library.Calls);

        using (var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await AddAsync(library, "Bob");
            scope.Complete();
        }
        Assert.Equal(["undone Ann", "Bob"], library.Calls);
    }

    [Fact]
    public async Task E18_A_receiver_runs_outside_of_the_ambient_transaction_and_may_save()
    {
        await using var library = await Library.OpenAsync(DatabaseServer.PostgreSql);
        var done = new TaskCompletionSource<string>();
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterCommit(async (save, _) =>
        {
            try
            {
                await library.StoreAsync(new Tag { Name = save.Entity.Name });
                done.SetResult($"{Transaction.Current is null}");
            }
            catch (Exception error)
            {
                done.SetResult(error.Message);
            }
        });
        using (var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await AddAsync(library, "Ann");
            scope.Complete();
        }

        Assert.Equal("True", await done.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal(1, await library.ReadAsync(context => context.Tags.CountAsync(TestContext.Current.CancellationToken)));
    }

    private static async Task<Library> OpenAsync()
    {
        var library = await Library.OpenAsync(DatabaseServer.PostgreSql);
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterCommit((save, _) =>
        {
            library.Calls.Add(save.Entity.Name);
            return default;
        });
        return library;
    }

    private static async Task AddAsync(Library library, string name)
    {
        library.Context.Add(new Author { Name = name });
        await library.SaveAsync();
    }
}
