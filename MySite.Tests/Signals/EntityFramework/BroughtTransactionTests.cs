using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>A transaction that was brought along with UseTransaction and ends on its DbTransaction.</summary>
public abstract class BroughtTransactionTests(DatabaseServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task E17_A_commit_that_the_context_is_told_of_runs_it_and_lets_go_of_the_transaction(bool detached)
    {
        await using var library = await OpenAsync();
        await using (var transaction = await BringAsync(library, "Ann"))
        {
            await transaction.CommitAsync(Cancel);
            if (detached)
                await library.Context.Database.UseTransactionAsync(null, Cancel);
            Assert.Empty(library.Calls);
            await library.Context.Database.CommittedElsewhereAsync();
        }

        Assert.Equal(["committed Ann"], library.Calls);
        Assert.Null(library.Context.Database.CurrentTransaction);
        await AddAsync(library, "Bob");
        Assert.Equal(["committed Ann", "committed Bob"], library.Calls);
        Assert.Empty(Warnings(library));
    }

    [Fact]
    public async Task E17_A_rollback_that_the_context_is_told_of_runs_what_waited_for_that()
    {
        await using var library = await OpenAsync();
        await using (var transaction = await BringAsync(library, "Ann"))
        {
            await transaction.RollbackAsync(Cancel);
            await library.Context.Database.RolledBackElsewhereAsync();
        }

        Assert.Equal(["undone Ann"], library.Calls);
        Assert.Empty(Warnings(library));
    }

    [Fact]
    public async Task E17_If_nobody_tells_it_is_dropped_with_a_warning_when_another_transaction_begins()
    {
        await using var library = await OpenAsync();
        await using (var transaction = await BringAsync(library, "Ann"))
            await transaction.CommitAsync(Cancel);
        await library.Context.Database.UseTransactionAsync(null, Cancel);
        Assert.Empty(Warnings(library));

        await using (await library.Context.Database.BeginTransactionAsync(Cancel))
            Assert.Contains("2 works of BooksContext", Assert.Single(Warnings(library)).Text, StringComparison.Ordinal);

        await library.Context.Database.CommittedElsewhereAsync();
        Assert.Empty(library.Calls);
    }

    [Fact]
    public async Task E17_If_nobody_tells_it_is_dropped_with_a_warning_when_the_context_is_disposed()
    {
        await using var library = await OpenAsync();
        await using (var scope = library.CreateScope())
        {
            var context = scope.ServiceProvider.GetRequiredService<BooksContext>();
            await using var transaction = await BringAsync(context, "Ann");
            await transaction.CommitAsync(Cancel);
            await context.DisposeAsync();
        }

        Assert.Empty(library.Calls);
        Assert.Single(Warnings(library));
    }

    [Fact]
    public async Task E17_To_tell_of_a_transaction_that_the_context_began_itself_is_an_error()
    {
        await using var library = await OpenAsync();
        await using var transaction = await library.Context.Database.BeginTransactionAsync(Cancel);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(library.Context.Database.CommittedElsewhereAsync);

        Assert.Equal(
            "BooksContext, or another context that shares it, began this transaction: commit or roll back through that one.",
            error.Message);
    }

    [Fact]
    public async Task E17_Where_nothing_waits_there_is_nothing_to_tell()
    {
        await using var library = await OpenAsync();

        await library.Context.Database.CommittedElsewhereAsync();
        await library.Context.Database.RolledBackElsewhereAsync();

        Assert.Empty(library.Calls);
    }

    [Fact]
    public async Task A_context_that_raises_no_signals_has_no_such_transaction()
    {
        await using var library = await OpenAsync();
        await using var plain = library.Plain();

        var error = Assert.Throws<InvalidOperationException>(() => plain.Database.SignalTransaction());

        Assert.Equal("BooksContext raises no signals: call UseModelSignals.", error.Message);
    }

    private static IEnumerable<LogEntry> Warnings(Library library) => library.Log.Entries.Where(entry =>
        entry.Level == LogLevel.Warning && entry.Text.Contains("UseTransaction", StringComparison.Ordinal));

    private async Task<Library> OpenAsync()
    {
        var library = await Library.OpenAsync(server);
        Func<PostSave<Author>, CancellationToken, ValueTask> Note(string how) => (save, _) =>
        {
            library.Calls.Add($"{how} {save.Entity.Name}");
            return default;
        };
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterCommit(Note("committed"));
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterRollback(Note("undone"));
        return library;
    }

    private static Task<DbTransaction> BringAsync(Library library, string name) => BringAsync(library.Context, name);

    private static async Task<DbTransaction> BringAsync(BooksContext context, string name)
    {
        var connection = context.Database.GetDbConnection();
        await context.Database.OpenConnectionAsync(Cancel);
        var transaction = await connection.BeginTransactionAsync(Cancel);
        await context.Database.UseTransactionAsync(transaction, Cancel);
        context.Add(new Author { Name = name });
        await context.SaveChangesAsync(Cancel);
        return transaction;
    }

    private static async Task AddAsync(Library library, string name)
    {
        library.Context.Add(new Author { Name = name });
        await library.SaveAsync();
    }
}

public sealed class BroughtTransactionTestsOnSqlite() : BroughtTransactionTests(DatabaseServer.Sqlite);

public sealed class BroughtTransactionTestsOnPostgreSql() : BroughtTransactionTests(DatabaseServer.PostgreSql);
