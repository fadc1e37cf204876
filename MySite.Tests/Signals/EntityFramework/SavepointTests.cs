using Microsoft.EntityFrameworkCore;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

public abstract class SavepointTests(DatabaseServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rollback_to_a_savepoint_drops_what_came_after_it()
    {
        await using var library = await OpenAsync();
        await using var transaction = await library.Context.Database.BeginTransactionAsync(Cancel);

        await AddAsync(library, "1");
        await transaction.CreateSavepointAsync("one", Cancel);
        await AddAsync(library, "2");
        await transaction.RollbackToSavepointAsync("one", Cancel);
        await AddAsync(library, "3");
        await transaction.CommitAsync(Cancel);

        Assert.Equal(["1", "3"], library.Calls);
    }

    [Fact]
    public async Task E16_Of_three_stretches_only_the_one_that_was_rolled_back_is_dropped()
    {
        await using var library = await OpenAsync();
        await using var transaction = await library.Context.Database.BeginTransactionAsync(Cancel);

        foreach (var name in new[] { "1", "2", "3" })
        {
            await transaction.CreateSavepointAsync(name, Cancel);
            await AddAsync(library, name);
            if (name == "2")
                await transaction.RollbackToSavepointAsync(name, Cancel);
            await transaction.ReleaseSavepointAsync(name, Cancel);
        }
        await transaction.CommitAsync(Cancel);

        Assert.Equal(["1", "3"], library.Calls);
    }

    [Fact]
    public async Task E16_A_rollback_to_the_outer_savepoint_drops_the_inner_stretch_too_once_it_is_released()
    {
        await using var library = await OpenAsync();
        await using var transaction = await library.Context.Database.BeginTransactionAsync(Cancel);

        await AddAsync(library, "1");
        await transaction.CreateSavepointAsync("outer", Cancel);
        await AddAsync(library, "2");
        await transaction.CreateSavepointAsync("inner", Cancel);
        await AddAsync(library, "3");
        await transaction.ReleaseSavepointAsync("inner", Cancel);
        await transaction.RollbackToSavepointAsync("outer", Cancel);
        await transaction.CommitAsync(Cancel);

        Assert.Equal(["1"], library.Calls);
    }

    [Fact]
    public async Task E16_A_rollback_to_the_outer_savepoint_drops_the_inner_stretch_that_was_not_released()
    {
        await using var library = await OpenAsync();
        await using var transaction = await library.Context.Database.BeginTransactionAsync(Cancel);

        await AddAsync(library, "1");
        await transaction.CreateSavepointAsync("outer", Cancel);
        await AddAsync(library, "2");
        await transaction.CreateSavepointAsync("inner", Cancel);
        await AddAsync(library, "3");
        await transaction.RollbackToSavepointAsync("outer", Cancel);
        await AddAsync(library, "4");
        await transaction.RollbackToSavepointAsync("outer", Cancel);
        await AddAsync(library, "5");
        await transaction.CommitAsync(Cancel);

        Assert.Equal(["1", "5"], library.Calls);
        Assert.Equal(["1", "5"], await library.NamesAsync());
    }

    [Fact]
    public async Task E16_Two_savepoints_of_one_name_are_told_apart()
    {
        await using var library = await OpenAsync();
        await using var transaction = await library.Context.Database.BeginTransactionAsync(Cancel);

        await AddAsync(library, "1");
        await transaction.CreateSavepointAsync("s", Cancel);
        await AddAsync(library, "2");
        await transaction.CreateSavepointAsync("s", Cancel);
        await AddAsync(library, "3");
        await transaction.RollbackToSavepointAsync("s", Cancel);
        await transaction.ReleaseSavepointAsync("s", Cancel);
        await AddAsync(library, "4");
        await transaction.RollbackToSavepointAsync("s", Cancel);
        await transaction.CommitAsync(Cancel);

        Assert.Equal(["1"], library.Calls);
        Assert.Equal(["1"], await library.NamesAsync());
    }

    [Fact]
    public async Task E16_A_savepoint_made_before_anything_was_heard_is_known_all_the_same()
    {
        await using var library = await OpenAsync();
        await using var transaction = await library.Context.Database.BeginTransactionAsync(Cancel);

        await transaction.CreateSavepointAsync("first", Cancel);
        await library.Sender.SendAsync(TestHub.Ping, new Ping(2), null, Cancel);
        await transaction.RollbackToSavepointAsync("first", Cancel);
        await library.Sender.SendAsync(TestHub.Ping, new Ping(3), null, Cancel);
        await transaction.CommitAsync(Cancel);

        Assert.Equal(["ping 3"], library.Calls);
    }

    [Fact]
    public async Task A_savepoint_of_a_transaction_that_was_brought_along_is_known_too()
    {
        await using var library = await OpenAsync();
        await AddAsync(library, "0");
        var connection = library.Context.Database.GetDbConnection();
        await connection.OpenAsync(Cancel);
        await using var brought = await connection.BeginTransactionAsync(Cancel);
        var transaction = (await library.Context.Database.UseTransactionAsync(brought, Cancel))!;

        await transaction.CreateSavepointAsync("first", Cancel);
        await AddAsync(library, "1");
        await transaction.RollbackToSavepointAsync("first", Cancel);
        await transaction.CommitAsync(Cancel);

        Assert.Equal(["0"], library.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_save_that_fails_inside_a_transaction_drops_nothing_else(bool heard)
    {
        await using var library = await OpenAsync();
        await using var transaction = await library.Context.Database.BeginTransactionAsync(Cancel);
        if (heard)
            library.Hear(ModelSignals.PreSave<Article>());
        await transaction.CreateSavepointAsync("outer", Cancel);
        await AddAsync(library, "1");

        library.Context.Add(new Article { Title = "A", AuthorId = -1 });
        await Assert.ThrowsAsync<DbUpdateException>(library.SaveAsync);
        library.Context.ChangeTracker.Clear();
        await AddAsync(library, "2");
        await transaction.CommitAsync(Cancel);

        Assert.Equal(["1", "2"], library.Calls);
    }

    [Fact]
    public async Task E16_Savepoints_that_EF_makes_for_saves_nobody_listens_to_are_not_the_callers()
    {
        await using var library = await Library.OpenAsync(server);
        library.Hub.On(TestHub.Ping).AfterCommit((ping, _) =>
        {
            library.Calls.Add($"ping {ping.Number}");
            return default;
        });
        await using var transaction = await library.Context.Database.BeginTransactionAsync(Cancel);
        await library.Sender.SendAsync(TestHub.Ping, new Ping(1), null, Cancel);
        await transaction.CreateSavepointAsync("outer", Cancel);
        await library.Sender.SendAsync(TestHub.Ping, new Ping(2), null, Cancel);

        library.Context.Add(new Article { Title = "A", AuthorId = -1 });
        await Assert.ThrowsAsync<DbUpdateException>(library.SaveAsync);
        await transaction.RollbackToSavepointAsync("outer", Cancel);
        await transaction.CommitAsync(Cancel);

        Assert.Equal(["ping 1"], library.Calls);
    }

    private async Task<Library> OpenAsync()
    {
        var library = await Library.OpenAsync(server);
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterCommit((save, _) =>
        {
            library.Calls.Add(save.Entity.Name);
            return default;
        });
        library.Hub.On(TestHub.Ping).AfterCommit((ping, _) =>
        {
            library.Calls.Add($"ping {ping.Number}");
            return default;
        });
        return library;
    }

    private static async Task AddAsync(Library library, string name)
    {
        // A row that was rolled back leaves its key to the next one.
        library.Context.ChangeTracker.Clear();
        library.Context.Add(new Author { Name = name });
        await library.SaveAsync();
    }
}

public sealed class SavepointTestsOnSqlite() : SavepointTests(DatabaseServer.Sqlite);

public sealed class SavepointTestsOnPostgreSql() : SavepointTests(DatabaseServer.PostgreSql);
