using Microsoft.Extensions.DependencyInjection;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>Work that waits for the commit, with Django's nested blocks: a savepoint each.</summary>
public abstract class OnCommitTests(DatabaseServer server)
{
    private static int _savepoints;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task T82_T88_Nested_blocks_run_it_when_the_outermost_commits_in_the_order_of_registration()
    {
        await using var library = await Library.OpenAsync(server);
        await BlockAsync(library, async () =>
        {
            await DoAsync(library, 1);
            await BlockAsync(library, async () =>
            {
                await DoAsync(library, 2);
                await BlockAsync(library, () => DoAsync(library, 3));
                await DoAsync(library, 4);
            });
            await DoAsync(library, 5);
            Assert.Empty(library.Calls);
        });

        await AssertDoneAsync(library, 1, 2, 3, 4, 5);
    }

    [Fact]
    public async Task T83_Of_three_blocks_the_one_in_the_middle_that_fails_is_left_out()
    {
        await using var library = await Library.OpenAsync(server);
        await BlockAsync(library, async () =>
        {
            await BlockAsync(library, () => DoAsync(library, 1));
            await FailAsync(() => BlockAsync(library, () => DoAsync(library, 2, fail: true)));
            await BlockAsync(library, () => DoAsync(library, 3));
        });

        await AssertDoneAsync(library, 1, 3);
    }

    [Fact]
    public async Task T84_An_outer_block_that_fails_runs_nothing_of_the_inner_one_that_succeeded()
    {
        await using var library = await Library.OpenAsync(server);
        await FailAsync(() => BlockAsync(library, async () =>
        {
            await BlockAsync(library, () => DoAsync(library, 1));
            await DoAsync(library, 2, fail: true);
        }));

        await AssertDoneAsync(library);
    }

    [Fact]
    public async Task T85_An_inner_success_goes_with_the_middle_block_and_what_the_outer_registers_later_runs()
    {
        await using var library = await Library.OpenAsync(server);
        await BlockAsync(library, async () =>
        {
            await FailAsync(() => BlockAsync(library, async () =>
            {
                await BlockAsync(library, () => DoAsync(library, 1));
                await DoAsync(library, 2, fail: true);
            }));
            await DoAsync(library, 3);
        });

        await AssertDoneAsync(library, 3);
    }

    [Fact]
    public async Task T87_An_inner_block_that_fails_leaves_alone_what_the_outer_registered_before()
    {
        await using var library = await Library.OpenAsync(server);
        await BlockAsync(library, async () =>
        {
            await DoAsync(library, 1);
            await FailAsync(() => BlockAsync(library, () => DoAsync(library, 2, fail: true)));
        });

        await AssertDoneAsync(library, 1);
    }

    [Fact]
    public async Task T94_Work_may_open_a_transaction_of_its_own_on_the_same_context_too()
    {
        await using var library = await Library.OpenAsync(server);
        await BlockAsync(library, async () =>
        {
            await DoAsync(library, 1);
            library.Context.Database.SignalTransaction().OnCommit(
                async _ => await BlockAsync(library, () => DoAsync(library, 2)));
        });

        Assert.Empty(library.Errors);
        await AssertDoneAsync(library, 1, 2);
    }

    [Fact]
    public async Task T92_Work_that_fails_leaves_nothing_behind_for_the_next_transaction()
    {
        await using var library = await Library.OpenAsync(server);
        await BlockAsync(library, () =>
        {
            library.Context.Database.SignalTransaction().OnCommit(_ => throw new InvalidOperationException("too late"));
            return DoAsync(library, 1);
        });
        await BlockAsync(library, () => DoAsync(library, 2));

        Assert.Equal("too late", Assert.Single(library.Errors)?.Message);
        await AssertDoneAsync(library, 1, 2);
    }

    [Fact]
    public async Task E13_A_context_disposed_in_a_transaction_drops_it()
    {
        await using var library = await Library.OpenAsync(server);
        await using (var scope = library.CreateScope())
        {
            var database = scope.ServiceProvider.GetRequiredService<BooksContext>().Database;
            await database.BeginTransactionAsync(Cancel);
            database.SignalTransaction().OnCommit(_ => throw new InvalidOperationException("not committed"));
        }
        await BlockAsync(library, () => DoAsync(library, 1));

        Assert.Empty(library.Errors);
        await AssertDoneAsync(library, 1);
    }

    /// <summary>Django's <c>atomic</c>.</summary>
    private static async Task BlockAsync(Library library, Func<Task> block)
    {
        if (library.Context.Database.CurrentTransaction is { } outer)
        {
            var name = $"s{Interlocked.Increment(ref _savepoints)}";
            await outer.CreateSavepointAsync(name, Cancel);
            try
            {
                await block();
            }
            catch
            {
                await outer.RollbackToSavepointAsync(name, Cancel);
                throw;
            }
            finally
            {
                await outer.ReleaseSavepointAsync(name, Cancel);
            }
            return;
        }

        await using var transaction = await library.Context.Database.BeginTransactionAsync(Cancel);
        await block();
        await transaction.CommitAsync(Cancel);
    }

    private static Task<TimeoutException> FailAsync(Func<Task> block) => Assert.ThrowsAsync<TimeoutException>(block);

    private static async Task DoAsync(Library library, int number, bool fail = false)
    {
        library.Context.ChangeTracker.Clear();
        library.Context.Add(new Author { Name = $"{number}" });
        await library.SaveAsync();
        library.Context.Database.SignalTransaction().OnCommit(_ =>
        {
            library.Calls.Add($"{number}");
            return default;
        });
        if (fail)
            throw new TimeoutException();
    }

    private static async Task AssertDoneAsync(Library library, params int[] numbers)
    {
        var names = numbers.Select(number => $"{number}").ToArray();
        Assert.Equal(names, library.Calls);
        Assert.Equal(names, await library.NamesAsync());
    }
}

public sealed class OnCommitTestsOnSqlite() : OnCommitTests(DatabaseServer.Sqlite);

public sealed class OnCommitTestsOnPostgreSql() : OnCommitTests(DatabaseServer.PostgreSql);
