using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>Statements that change many rows without loading them.</summary>
public abstract class BulkChangedTests(DatabaseServer server) : ModelSignalTests
{
    // EF ties a compiled query to one model, and each provider has its own.
    private readonly Func<BooksContext, string, int> _remove = EF.CompileQuery((BooksContext context, string name) =>
        context.Authors.Where(author => author.Name == name).ExecuteDelete());

    private readonly Func<BooksContext, string, Task<int>> _removeAsync = EF.CompileAsyncQuery(
        (BooksContext context, string name) => context.Authors.Where(author => author.Name == name).ExecuteDelete());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task E25_An_update_of_many_rows_tells_the_type_the_count_and_what_was_written(bool synchronous)
    {
        await using var library = await OpenAsync();
        var heard = library.Hear(ModelSignals.BulkChanged<Author>());
        var saved = library.Hear(ModelSignals.PostSave<Author>());
        var authors = library.Context.Authors.Where(author => author.Name != "Cid");
        var visits = 7;
        Action<UpdateSettersBuilder<Author>> set = setters => setters
            .SetProperty(author => author.Visits, visits).SetProperty(author => author.Name, author => author.Name + "!");

        Assert.Equal(2, synchronous ? authors.ExecuteUpdate(set) : await authors.ExecuteUpdateAsync(set, Cancel));

        var change = Assert.Single(heard);
        Assert.Equal(typeof(Author), change.EntityType.ClrType);
        Assert.Equal((BulkChangeKind.Update, 2), (change.Kind, change.Rows));
        Assert.Equal(["Name", "Visits"], change.UpdateFields!.Order());
        Assert.Same(library.Context, change.Context);
        Assert.Empty(saved);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task E25_A_deletion_of_many_rows_tells_the_type_and_the_count(bool synchronous)
    {
        await using var library = await OpenAsync();
        var heard = library.Hear(ModelSignals.BulkChanged<Author>());
        var deleted = library.Hear(ModelSignals.PreDelete<Author>());
        var authors = library.Context.Authors.Where(author => author.Name != "Cid");

        Assert.Equal(2, synchronous ? authors.ExecuteDelete() : await authors.ExecuteDeleteAsync(Cancel));

        var change = Assert.Single(heard);
        Assert.Equal((typeof(Author), BulkChangeKind.Delete, 2), (change.EntityType.ClrType, change.Kind, change.Rows));
        Assert.Null(change.UpdateFields);
        Assert.Empty(deleted);
        Assert.Equal(["Cid"], await library.NamesAsync());
    }

    [Fact]
    public async Task A_statement_that_EF_has_compiled_before_is_announced_each_time()
    {
        await using var library = await OpenAsync();
        await VisitAsync(library.Context);
        var heard = library.Hear(ModelSignals.BulkChanged<Author>());

        await VisitAsync(library.Context);
        await using (var scope = library.CreateScope())
            await VisitAsync(scope.ServiceProvider.GetRequiredService<BooksContext>());

        Assert.Equal([3, 3], heard.Select(change => change.Rows));
        Assert.NotSame(heard[0].Context, heard[1].Context);
    }

    [Fact]
    public async Task A_query_that_was_compiled_ahead_is_announced_too()
    {
        await using var library = await OpenAsync();
        var heard = library.Hear(ModelSignals.BulkChanged<Author>());

        Assert.Equal(1, _remove(library.Context, "Ann"));
        Assert.Equal(1, _remove(library.Context, "Bob"));
        Assert.Equal(1, await _removeAsync(library.Context, "Cid"));

        Assert.Equal(3, heard.Count);
        Assert.All(heard, change => Assert.Equal(BulkChangeKind.Delete, change.Kind));
    }

    [Fact]
    public async Task A_statement_that_changed_no_row_is_not_announced()
    {
        await using var library = await OpenAsync();
        var heard = library.Hear(ModelSignals.BulkChanged<Author>());

        Assert.Equal(0, await library.Context.Authors.Where(author => author.Id < 0).ExecuteDeleteAsync(Cancel));

        Assert.Empty(heard);
    }

    [Fact]
    public async Task Raw_SQL_is_not_announced_because_what_it_changed_is_not_known()
    {
        await using var library = await OpenAsync();
        var heard = new List<object>();
        library.Hub.On(ModelSignals.BulkChanged<object>()).IncludingDerived().Call(heard.Add);

        Assert.Equal(3, await library.Context.Database.ExecuteSqlAsync($"UPDATE \"Authors\" SET \"Visits\" = 1", Cancel));

        Assert.Empty(heard);
    }

    [Fact]
    public async Task An_after_commit_receiver_waits_for_the_transaction()
    {
        await using var library = await OpenAsync();
        library.Hub.On(ModelSignals.BulkChanged<Author>()).Call(change => library.Calls.Add($"inline {change.Rows}"));
        library.Hub.On(ModelSignals.BulkChanged<Author>()).AfterCommit(async (change, _) =>
        {
            await Task.Yield();
            library.Calls.Add($"committed {change.Rows}");
        });

        await using (var transaction = await library.Context.Database.BeginTransactionAsync(Cancel))
        {
            await VisitAsync(library.Context);
            Assert.Equal(["inline 3"], library.Calls);
            await transaction.CommitAsync(Cancel);
        }
        Assert.Equal(["inline 3", "committed 3"], library.Calls);

        await using (var transaction = await library.Context.Database.BeginTransactionAsync(Cancel))
        {
            await VisitAsync(library.Context);
            await transaction.RollbackAsync(Cancel);
        }
        Assert.Equal(["inline 3", "committed 3", "inline 3"], library.Calls);

        await library.Context.Authors.Where(author => author.Name == "Ann").ExecuteDeleteAsync(Cancel);
        Assert.Equal(["inline 1", "committed 1"], library.Calls.TakeLast(2));
    }

    [Fact]
    public async Task A_receiver_that_fails_is_logged_and_the_statement_stands()
    {
        await using var library = await OpenAsync();
        library.Hub.On(ModelSignals.BulkChanged<Author>()).Call(_ => throw new InvalidOperationException("too late"));
        var heard = library.Hear(ModelSignals.BulkChanged<Author>());

        Assert.Equal(3, await VisitAsync(library.Context));

        Assert.Single(heard);
        Assert.Equal("too late", Assert.Single(library.Errors)?.Message);
    }

    [Fact]
    public async Task A_receiver_shares_the_scope_and_may_use_the_context()
    {
        await using var library = await OpenAsync();
        library.Hub.On(ModelSignals.BulkChanged<Author>()).Call<Summarize>();

        await VisitAsync(library.Context);

        Assert.Empty(library.Errors);
        Assert.Equal("3 of 3", (await library.ReadAsync(context => context.Tags.SingleAsync(Cancel))).Name);
    }

    [Fact]
    public async Task A_synchronous_statement_does_not_wait_for_a_receiver_that_awaits()
    {
        await using var library = await OpenAsync();
        var gate = new TaskCompletionSource();
        library.Hub.On(ModelSignals.BulkChanged<Author>()).Call((_, _) => new ValueTask(gate.Task));
        library.Hub.On(ModelSignals.BulkChanged<Author>()).AfterCommit((_, _) => new ValueTask(gate.Task));
        var heard = library.Hear(ModelSignals.BulkChanged<Author>());

        Assert.Equal(1, _remove(library.Context, "Ann"));

        Assert.Single(heard);
        Assert.IsType<InvalidOperationException>(Assert.Single(library.Errors));
        gate.SetResult();
    }

    private async Task<Library> OpenAsync()
    {
        var library = await Library.OpenAsync(server);
        foreach (var name in new[] { "Ann", "Bob", "Cid" })
            await library.StoreAsync(new Author { Name = name });
        library.Context.ChangeTracker.Clear();
        return library;
    }

    private static Task<int> VisitAsync(BooksContext context) => context.Authors.ExecuteUpdateAsync(
        set => set.SetProperty(author => author.Visits, author => author.Visits + 1), Cancel);

    private sealed class Summarize(BooksContext context) : IReceiver<BulkChanged<Author>>
    {
        public async ValueTask ReceiveAsync(BulkChanged<Author> payload, CancellationToken cancellationToken)
        {
            Assert.Same(context, payload.Context);
            var all = await context.Authors.CountAsync(cancellationToken);
            context.Add(new Tag { Name = $"{payload.Rows} of {all}" });
            await context.SaveChangesAsync(cancellationToken);
        }
    }
}

public sealed class BulkChangedTestsOnSqlite() : BulkChangedTests(DatabaseServer.Sqlite);

public sealed class BulkChangedTestsOnPostgreSql() : BulkChangedTests(DatabaseServer.PostgreSql);
