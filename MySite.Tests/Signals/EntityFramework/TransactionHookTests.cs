using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>The library's transaction around the provider's.</summary>
public abstract class TransactionHookTests(DatabaseServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task E14_E15_A_receiver_may_use_the_very_context_that_committed()
    {
        await using var library = await Library.OpenAsync(server);
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterCommit(async (save, cancel) =>
        {
            Assert.Null(save.Context.Database.CurrentTransaction);
            save.Context.Add(new Tag { Name = $"{save.Entity.Name} of {await save.Context.Set<Author>().CountAsync(cancel)}" });
            await save.Context.SaveChangesAsync(cancel);
        });

        await CommitAsync(library, "Ann");

        Assert.Empty(library.Errors);
        Assert.Equal("Ann of 1", await library.ReadAsync(context => context.Tags.Select(tag => tag.Name).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task E14_E15_A_receivers_error_comes_out_of_no_commit_and_fails_no_transaction()
    {
        var failures = new Failures();
        await using var library = await Library.OpenAsync(
            server, new LibrarySetup { BeforeSignals = options => options.AddInterceptors(failures) });
        library.Hub.On(ModelSignals.PostSave<Author>())
            .AfterCommit((_, _) => throw new InvalidOperationException("too late"));

        await CommitAsync(library, "Ann");
        using (var transaction = library.Context.Database.BeginTransaction())
        {
            library.Context.Add(new Author { Name = "Bob" });
            library.Context.SaveChanges();
            transaction.Commit();
        }

        Assert.Equal(0, failures.Count);
        Assert.Equal(["too late", "too late"], library.Errors.Select(error => error?.Message));
        Assert.Equal(["Ann", "Bob"], await library.NamesAsync());
    }

    [Fact]
    public async Task E15_Contexts_that_share_a_transaction_wait_for_the_one_that_commits_it()
    {
        await using var library = await OpenAsync();
        await using var transaction = await library.Context.Database.BeginTransactionAsync(Cancel);
        await AddAsync(library.Context, "Ann");
        var options = new DbContextOptionsBuilder<BooksContext>();
        if (library.Context.Database.IsSqlite())
            options.UseSqlite(library.Context.Database.GetDbConnection());
        else
            options.UseNpgsql(library.Context.Database.GetDbConnection());
        options.AllowManyServices().UseModelSignals(library.Root);
        await using (var other = new BooksContext(options.Options))
        {
            await other.Database.UseTransactionAsync(transaction.GetDbTransaction(), Cancel);
            await AddAsync(other, "Bob");
        }
        Assert.Empty(library.Calls);

        await transaction.CommitAsync(Cancel);

        Assert.Equal(["committed Ann", "committed Bob"], library.Calls);
        Assert.DoesNotContain(library.Log.Entries, entry => entry.Text.Contains("are dropped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task E15_Hosts_share_EFs_internal_services_and_their_own_hub_is_called()
    {
        await using var one = await OpenAsync();
        await using var other = await OpenAsync();
        Assert.Same(
            one.Context.GetService<IRelationalTransactionFactory>(), other.Context.GetService<IRelationalTransactionFactory>());

        await CommitAsync(one, "Ann");
        await CommitAsync(other, "Bob");

        Assert.Equal(["committed Ann"], one.Calls);
        Assert.Equal(["committed Bob"], other.Calls);
    }

    [Fact]
    public async Task E15_Where_the_transaction_cannot_be_wrapped_the_interceptor_has_to_do()
    {
        await using var library = await Library.OpenAsync(server, new LibrarySetup
        {
            AfterSignals = options => options.ReplaceService<IRelationalTransactionFactory, RelationalTransactionFactory>(),
        });
        Assert.IsType<RelationalTransactionFactory>(library.Context.GetService<IRelationalTransactionFactory>());
        Connect(library);

        await CommitAsync(library, "Ann");
        await using (var transaction = await library.Context.Database.BeginTransactionAsync(Cancel))
        {
            await AddAsync(library.Context, "Bob");
            await transaction.RollbackAsync(Cancel);
        }
        await using (await library.Context.Database.BeginTransactionAsync(Cancel))
            await AddAsync(library.Context, "Cid");
        await using (var transaction = await library.Context.Database.BeginTransactionAsync(Cancel))
        {
            await AddAsync(library.Context, "Dan");
            await transaction.CreateSavepointAsync("s", Cancel);
            await AddAsync(library.Context, "Eve");
            await transaction.RollbackToSavepointAsync("s", Cancel);
            await transaction.ReleaseSavepointAsync("s", Cancel);
            await transaction.CommitAsync(Cancel);
        }

        Assert.Equal(["committed Ann", "undone Bob", "undone Cid", "committed Dan", "undone Eve"], library.Calls);
    }

    private async Task<Library> OpenAsync() => Connect(await Library.OpenAsync(server));

    private static Library Connect(Library library)
    {
        Func<PostSave<Author>, CancellationToken, ValueTask> Note(string how) => (save, _) =>
        {
            library.Calls.Add($"{how} {save.Entity.Name}");
            return default;
        };
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterCommit(Note("committed"));
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterRollback(Note("undone"));
        return library;
    }

    private static async Task AddAsync(BooksContext context, string name)
    {
        context.ChangeTracker.Clear();
        context.Add(new Author { Name = name });
        await context.SaveChangesAsync(Cancel);
    }

    private static async Task CommitAsync(Library library, string name)
    {
        await using var transaction = await library.Context.Database.BeginTransactionAsync(Cancel);
        await AddAsync(library.Context, name);
        await transaction.CommitAsync(Cancel);
    }

    private sealed class Failures : DbTransactionInterceptor
    {
        public int Count { get; private set; }

        public override void TransactionFailed(DbTransaction transaction, TransactionErrorEventData eventData) => Count++;

        public override Task TransactionFailedAsync(
            DbTransaction transaction, TransactionErrorEventData eventData, CancellationToken cancellationToken = default)
        {
            Count++;
            return Task.CompletedTask;
        }
    }
}

public sealed class TransactionHookTestsOnSqlite() : TransactionHookTests(DatabaseServer.Sqlite);

public sealed class TransactionHookTestsOnPostgreSql() : TransactionHookTests(DatabaseServer.PostgreSql)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task T86_A_statement_that_failed_dooms_the_transaction_its_commit_says_so_and_nothing_runs()
    {
        await using var library = await Library.OpenAsync(DatabaseServer.PostgreSql);
        foreach (var synchronous in new[] { false, true })
        {
            await using var transaction = await library.Context.Database.BeginTransactionAsync(Cancel);
            library.Context.Database.SignalTransaction().OnCommit(_ =>
            {
                library.Calls.Add("committed");
                return default;
            });
            await Assert.ThrowsAnyAsync<DbException>(() => library.Context.Database.ExecuteSqlAsync($"SELECT 1/0", Cancel));

            if (synchronous)
                Assert.ThrowsAny<DbException>(transaction.Commit);
            else
                await Assert.ThrowsAnyAsync<DbException>(() => transaction.CommitAsync(Cancel));
        }

        Assert.Empty(library.Calls);
    }
}
