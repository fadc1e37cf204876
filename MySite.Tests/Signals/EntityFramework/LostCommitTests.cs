using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>Transactions that end in an unusual way.</summary>
public sealed class LostCommitTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task T91_A_connection_that_is_closed_in_the_middle_drops_it()
    {
        await using var library = await OpenAsync();
        await library.Context.Database.BeginTransactionAsync(Cancel);
        await AddAsync(library, "Ann");
        await library.Context.Database.CloseConnectionAsync();

        await CommitAsync(library, "Bob");

        Assert.Equal(["committed Bob"], library.Calls);
    }

    [Fact]
    public async Task E17_A_commit_that_bypasses_the_context_is_not_seen_and_leaves_nothing_behind()
    {
        await using var library = await OpenAsync();
        var connection = library.Context.Database.GetDbConnection();
        await connection.OpenAsync(Cancel);
        await using (var transaction = await connection.BeginTransactionAsync(Cancel))
        {
            await library.Context.Database.UseTransactionAsync(transaction, Cancel);
            await AddAsync(library, "Ann");
            await transaction.CommitAsync(Cancel);
        }
        await library.Context.Database.UseTransactionAsync(null, Cancel);

        await CommitAsync(library, "Bob");

        Assert.Equal(["committed Bob"], library.Calls);
    }

    [Fact]
    public async Task A_commit_that_fails_drops_it()
    {
        await using var library = await OpenAsync();
        await using (var transaction = await library.Context.Database.BeginTransactionAsync(Cancel))
        {
            await library.Context.Database.ExecuteSqlAsync($"PRAGMA defer_foreign_keys = ON", Cancel);
            library.Context.Add(new Article { Title = "A", AuthorId = -1 });
            await AddAsync(library, "Ann");
            await Assert.ThrowsAnyAsync<DbException>(() => transaction.CommitAsync(Cancel));
        }

        await CommitAsync(library, "Bob");

        Assert.Equal(["committed Bob"], library.Calls);
    }

    private static async Task<Library> OpenAsync()
    {
        var library = await Library.OpenAsync(DatabaseServer.Sqlite);
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterCommit((save, _) =>
        {
            library.Calls.Add($"committed {save.Entity.Name}");
            return default;
        });
        return library;
    }

    private static async Task AddAsync(Library library, string name)
    {
        library.Context.Add(new Author { Name = name });
        await library.SaveAsync();
        library.Context.ChangeTracker.Clear();
    }

    private static async Task CommitAsync(Library library, string name)
    {
        await using var transaction = await library.Context.Database.BeginTransactionAsync(Cancel);
        await AddAsync(library, name);
        await transaction.CommitAsync(Cancel);
    }
}
