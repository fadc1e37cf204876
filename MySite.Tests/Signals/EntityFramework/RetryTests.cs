using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>Databases that repeat what failed in passing.</summary>
public abstract class RetryTests(DatabaseServer server)
{
    private readonly Faults _faults = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task E19_A_save_that_is_repeated_inside_is_announced_and_committed_once()
    {
        await using var library = await OpenAsync();
        var before = library.Hear(ModelSignals.PreSave<Author>());
        library.Context.AddRange(new Author { Name = "Ann" }, new Tag { Name = "t" });
        _faults.Statements = 2;

        await library.SaveAsync();

        Assert.Equal(0, _faults.Statements);
        Assert.Single(before);
        Assert.Equal(["committed Ann"], library.Calls);
        Assert.Equal(["Ann"], await library.NamesAsync());
    }

    [Fact]
    public async Task E19_A_commit_of_the_save_that_is_repeated_counts_once()
    {
        await using var library = await OpenAsync();
        library.Context.AddRange(new Author { Name = "Ann" }, new Tag { Name = "t" });
        library.Context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        _faults.Commits = 1;

        await library.SaveAsync();

        Assert.Equal(["committed Ann"], library.Calls);
        Assert.Equal(["Ann"], await library.NamesAsync());
    }

    [Fact]
    public async Task E20_A_unit_that_the_strategy_repeats_drops_what_the_failed_attempt_deferred()
    {
        await using var library = await OpenAsync();
        var attempts = 0;
        _faults.Commits = 1;

        await library.Context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            library.Context.ChangeTracker.Clear();
            await using var transaction = await library.Context.Database.BeginTransactionAsync(Cancel);
            library.Context.Add(new Author { Name = $"attempt {++attempts}" });
            await library.SaveAsync();
            await transaction.CommitAsync(Cancel);
        });

        Assert.Equal(["undone attempt 1", "committed attempt 2"], library.Calls);
        Assert.Equal(["attempt 2"], await library.NamesAsync());
    }

    [Fact]
    public async Task E20_A_receiver_that_fails_after_the_commit_does_not_have_the_unit_repeated()
    {
        await using var library = await OpenAsync();
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterCommit((_, _) => throw new TimeoutException("too late"));
        var attempts = 0;

        await library.Context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await library.Context.Database.BeginTransactionAsync(Cancel);
            library.Context.Add(new Author { Name = $"attempt {++attempts}" });
            await library.SaveAsync();
            await transaction.CommitAsync(Cancel);
        });

        Assert.Equal(["committed attempt 1"], library.Calls);
        Assert.Equal("too late", Assert.Single(library.Errors)?.Message);
    }

    [Fact]
    public async Task E20_A_part_that_cannot_be_repeated_is_refused_and_the_error_names_the_way_out()
    {
        await using var library = await OpenAsync();
        var transaction = library.Services.GetRequiredService<ISignalTransaction>();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => transaction.BeginAsync(Cancel).AsTask());

        Assert.Equal(
            "BooksContext retries after passing failures, for which it must be able to repeat the whole transaction. " +
            "Call ISignalTransaction.ExecuteAsync.",
            error.Message);
        await library.Context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var part = await transaction.BeginAsync(Cancel);
            library.Context.Add(new Author { Name = "Ann" });
            await library.SaveAsync();
            await part.CompleteAsync(Cancel);
        });
        Assert.Equal(["committed Ann"], library.Calls);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    public async Task E20_A_unit_of_the_scopes_transaction_is_repeated_as_a_whole(int statements, int commits)
    {
        await using var library = await OpenAsync();
        var transaction = library.Services.GetRequiredService<ISignalTransaction>();
        (_faults.Statements, _faults.Commits) = (statements, commits);
        var attempts = 0;

        var result = await transaction.ExecuteAsync(
            async (part, cancel) =>
            {
                library.Context.ChangeTracker.Clear();
                Assert.True(transaction.IsOpen);
                library.Context.Add(new Author { Name = $"attempt {++attempts}" });
                await library.Context.SaveChangesAsync(cancel);
                await part.CompleteAsync(cancel);
                return attempts;
            },
            Cancel);

        Assert.Equal(1 + statements + commits, result);
        Assert.Equal($"committed attempt {result}", library.Calls.Last());
        Assert.Equal([$"attempt {result}"], await library.NamesAsync());
    }

    [Fact]
    public async Task A_unit_that_does_not_complete_its_part_is_rolled_back_and_one_inside_joins()
    {
        await using var library = await OpenAsync();
        var transaction = library.Services.GetRequiredService<ISignalTransaction>();
        async Task<bool> UnitAsync(string name, bool complete) => await transaction.ExecuteAsync(
            async (part, cancel) =>
            {
                library.Context.ChangeTracker.Clear();
                library.Context.Add(new Author { Name = name });
                await library.Context.SaveChangesAsync(cancel);
                if (complete)
                    await part.CompleteAsync(cancel);
                return complete;
            },
            Cancel);

        Assert.False(await UnitAsync("Ann", complete: false));
        Assert.Equal(["undone Ann"], library.Calls);

        await transaction.ExecuteAsync(
            async (part, cancel) =>
            {
                await UnitAsync("Bob", complete: true);
                Assert.Equal(["undone Ann"], library.Calls);
                await part.CompleteAsync(cancel);
                return true;
            },
            Cancel);
        Assert.Equal(["undone Ann", "committed Bob"], library.Calls);
    }

    [Fact]
    public async Task Without_a_database_a_unit_simply_runs()
    {
        await using var test = new TestHub();
        await using var scope = test.CreateScope();
        var transaction = scope.ServiceProvider.GetRequiredService<ISignalTransaction>();

        Assert.Equal(7, await transaction.ExecuteAsync((_, _) => Task.FromResult(7), Cancel));
        Assert.Throws<InvalidOperationException>(() => transaction.OnRollback(_ => default));
    }

    private async Task<Library> OpenAsync()
    {
        var library = await Library.OpenAsync(server, Stubborn.Setup(_faults));
        Func<PostSave<Author>, CancellationToken, ValueTask> Note(string how) => (save, _) =>
        {
            library.Calls.Add($"{how} {save.Entity.Name}");
            return default;
        };
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterCommit(Note("committed"));
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterRollback(Note("undone"));
        return library;
    }
}

public sealed class RetryTestsOnSqlite() : RetryTests(DatabaseServer.Sqlite);

public sealed class RetryTestsOnPostgreSql() : RetryTests(DatabaseServer.PostgreSql)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The provider's own strategy, and a failure that the server itself calls passing.</summary>
    [Fact]
    public async Task E19_A_save_that_the_server_refuses_once_is_announced_and_committed_once()
    {
        await using var library = await Library.OpenAsync(DatabaseServer.PostgreSql, new LibrarySetup
        {
            BeforeSignals = options => options.UseNpgsql(
                npgsql => npgsql.EnableRetryOnFailure(3, TimeSpan.FromMilliseconds(1), [])),
        });
        var before = library.Hear(ModelSignals.PreSave<Author>());
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterCommit((save, _) =>
        {
            library.Calls.Add(save.Entity.Name);
            return default;
        });
        await using (var plain = library.Plain())
            await plain.Database.ExecuteSqlRawAsync(
                """
                CREATE SEQUENCE attempts;
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF nextval('attempts') = 1 THEN RAISE EXCEPTION 'try again' USING ERRCODE = '40001'; END IF;
                    RETURN NEW;
                END $$;
                CREATE TRIGGER refuse BEFORE INSERT ON "Authors" FOR EACH ROW EXECUTE FUNCTION refuse();
                """,
                Cancel);
        library.Context.AddRange(new Author { Name = "Ann" }, new Tag { Name = "t" });

        await library.SaveAsync();

        Assert.Single(before);
        Assert.Equal(["Ann"], library.Calls);
        Assert.Equal(["Ann"], await library.NamesAsync());
    }
}
