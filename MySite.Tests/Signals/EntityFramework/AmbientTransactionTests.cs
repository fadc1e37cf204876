using System.Transactions;
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
