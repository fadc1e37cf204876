using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

public abstract class AfterRollbackTests(DatabaseServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rollback_calls_the_receivers_in_order_and_a_commit_does_not()
    {
        await using var library = await OpenAsync();
        await using (var transaction = await BeginAsync(library))
        {
            await AddAsync(library, "Ann");
            await AddAsync(library, "Bob");
            Assert.Empty(library.Calls);
            await transaction.RollbackAsync(Cancel);
            Assert.Equal(["undone Ann", "undone Bob"], library.Calls);
        }

        await using (var transaction = await BeginAsync(library))
        {
            await AddAsync(library, "Cid");
            await transaction.CommitAsync(Cancel);
        }

        Assert.Equal(["undone Ann", "undone Bob"], library.Calls);
    }

    [Fact]
    public async Task E13_A_transaction_that_is_disposed_without_a_commit_calls_them_at_once()
    {
        await using var library = await OpenAsync();
        await using (await BeginAsync(library))
            await AddAsync(library, "Ann");

        Assert.Equal(["undone Ann"], library.Calls);
    }

    [Fact]
    public async Task E13_A_context_that_is_disposed_in_a_transaction_calls_them()
    {
        await using var library = await OpenAsync();
        await using (var scope = library.CreateScope())
        {
            var context = scope.ServiceProvider.GetRequiredService<BooksContext>();
            await context.Database.BeginTransactionAsync(Cancel);
            context.Add(new Author { Name = "Ann" });
            await context.SaveChangesAsync(Cancel);
        }

        Assert.Equal(["undone Ann"], library.Calls);
    }

    [Fact]
    public async Task A_save_without_a_transaction_never_calls_them_once_it_is_written()
    {
        await using var library = await OpenAsync();

        await AddAsync(library, "Ann");
        await library.Sender.SendAsync(TestHub.Ping, new Ping(1), null, Cancel);

        Assert.Empty(library.Calls);
    }

    [Fact]
    public async Task A_save_that_fails_calls_those_that_heard_of_it_before()
    {
        await using var library = await OpenAsync();
        var article = new Article { Title = "A", AuthorId = -1 };
        library.Context.Add(article);

        await Assert.ThrowsAsync<DbUpdateException>(library.SaveAsync);
        Assert.Equal(["undone A"], library.Calls);

        article.Author = new Author { Name = "Ann" };
        await library.SaveAsync();
        Assert.Equal(["undone A"], library.Calls);
    }

    [Fact]
    public async Task A_save_that_a_receiver_refuses_calls_those_that_heard_of_it_before()
    {
        await using var library = await OpenAsync();
        library.Hub.On(ModelSignals.PreSave<Article>()).Call(_ => throw new InvalidOperationException("no"));
        library.Context.Add(new Article { Title = "A", AuthorId = -1 });

        await Assert.ThrowsAsync<InvalidOperationException>(library.SaveAsync);

        Assert.Equal(["undone A"], library.Calls);
    }

    [Fact]
    public async Task A_save_that_is_cancelled_calls_them()
    {
        await using var library = await OpenAsync();
        using var source = new CancellationTokenSource();
        library.Hub.On(ModelSignals.PreSave<Article>()).Call(_ => source.Cancel());
        library.Context.Add(new Article { Title = "A", Author = new Author { Name = "Ann" } });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => library.Context.SaveChangesAsync(source.Token));

        Assert.Equal(["undone A"], library.Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_save_that_lost_a_race_calls_them_when_its_locks_are_gone(bool hasTransaction)
    {
        await using var library = await OpenAsync();
        library.Hub.On(ModelSignals.PreSave<Author>()).AfterRollback(async (save, _) =>
        {
            await library.StoreAsync(new Tag { Name = "undone" });
            library.Calls.Add($"undone {save.Entity.Name}");
        });
        var author = await library.StoreAsync(new Author { Name = "Ann" });
        await library.ReadAsync(context => context.Authors.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Version, 5), Cancel));
        author.Name = "Anna";
        if (hasTransaction)
            library.Context.Add(new Tag { Name = "another statement" });

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(library.SaveAsync);

        Assert.Equal(["undone Anna"], library.Calls);
    }

    [Fact]
    public async Task E16_What_was_rolled_back_to_a_savepoint_is_told_when_the_transaction_ends_either_way()
    {
        await using var library = await OpenAsync();
        await using (var transaction = await BeginAsync(library))
        {
            await AddAsync(library, "1");
            await transaction.CreateSavepointAsync("s", Cancel);
            await AddAsync(library, "2");
            await transaction.RollbackToSavepointAsync("s", Cancel);
            await AddAsync(library, "3");
            Assert.Empty(library.Calls);
            await transaction.CommitAsync(Cancel);
        }
        Assert.Equal(["undone 2"], library.Calls);

        library.Calls.Clear();
        await using (var transaction = await BeginAsync(library))
        {
            await AddAsync(library, "4");
            await transaction.CreateSavepointAsync("s", Cancel);
            await AddAsync(library, "5");
            await transaction.RollbackToSavepointAsync("s", Cancel);
            await transaction.RollbackToSavepointAsync("s", Cancel);
            await AddAsync(library, "6");
        }
        Assert.Equal(["undone 4", "undone 5", "undone 6"], library.Calls);
    }

    [Fact]
    public async Task A_save_that_fails_inside_a_transaction_is_told_when_that_ends()
    {
        await using var library = await OpenAsync();
        await using var transaction = await BeginAsync(library);
        await AddAsync(library, "Ann");
        library.Context.Add(new Article { Title = "A", AuthorId = -1 });
        await Assert.ThrowsAsync<DbUpdateException>(library.SaveAsync);
        Assert.Empty(library.Calls);

        await transaction.CommitAsync(Cancel);

        Assert.Equal(["undone A"], library.Calls);
    }

    [Fact]
    public async Task A_receiver_has_a_scope_of_its_own_and_its_error_is_logged_and_stops_nobody()
    {
        await using var library = await Library.OpenAsync(server);
        library.Hub.On(ModelSignals.PostSave<Author>())
            .AfterRollback((_, _) => throw new InvalidOperationException("too late"));
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterRollback<NoteUndone>();
        await using var transaction = await BeginAsync(library);
        await AddAsync(library, "Ann");

        await transaction.RollbackAsync(Cancel);

        Assert.Equal(["0 False"], library.Calls);
        Assert.Equal("too late", Assert.Single(library.Errors)?.Message);
        Assert.Equal(["undone"], await library.ReadAsync(context => context.Tags.Select(tag => tag.Name).ToArrayAsync(Cancel)));
    }

    [Fact]
    public async Task Work_may_wait_for_a_rollback_by_itself()
    {
        await using var library = await Library.OpenAsync(server);
        var transaction = library.Services.GetRequiredService<ISignalTransaction>();
        Assert.Throws<InvalidOperationException>(() => transaction.OnRollback(_ => default));

        foreach (var complete in new[] { true, false })
        {
            await using var part = await transaction.BeginAsync(Cancel);
            transaction.OnRollback(_ =>
            {
                library.Calls.Add($"undone after complete: {complete}");
                return default;
            });
            if (complete)
                await part.CompleteAsync(Cancel);
        }

        Assert.Equal(["undone after complete: False"], library.Calls);
    }

    [Fact]
    public async Task A_synchronous_end_starts_them_too()
    {
        await using var library = await OpenAsync();
        void Save(string name)
        {
            library.Context.Add(new Author { Name = name });
            library.Context.SaveChanges();
            library.Context.ChangeTracker.Clear();
        }

        using (var transaction = library.Context.Database.BeginTransaction())
        {
            Save("1");
            transaction.CreateSavepoint("s");
            Save("2");
            transaction.RollbackToSavepoint("s");
            transaction.Commit();
        }
        using (var transaction = library.Context.Database.BeginTransaction())
        {
            Save("3");
            transaction.Rollback();
        }
        using (library.Context.Database.BeginTransaction())
            Save("4");

        Assert.Equal(["undone 2", "undone 3", "undone 4"], library.Calls);
    }

    private async Task<Library> OpenAsync()
    {
        var library = await Library.OpenAsync(server);
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterRollback(Note<PostSave<Author>>(library, save => save.Entity.Name));
        library.Hub.On(ModelSignals.PreSave<Article>()).AfterRollback(Note<PreSave<Article>>(library, save => save.Entity.Title));
        library.Hub.On(TestHub.Ping).AfterRollback(Note<Ping>(library, ping => $"{ping.Number}"));
        return library;
    }

    private static Func<T, CancellationToken, ValueTask> Note<T>(Library library, Func<T, string> name) => (payload, _) =>
    {
        library.Calls.Add($"undone {name(payload)}");
        return default;
    };

    private static Task<IDbContextTransaction> BeginAsync(Library library) =>
        library.Context.Database.BeginTransactionAsync(Cancel);

    private static async Task AddAsync(Library library, string name)
    {
        library.Context.ChangeTracker.Clear();
        library.Context.Add(new Author { Name = name });
        await library.SaveAsync();
    }

    private sealed class NoteUndone(BooksContext context, CallList calls) : IReceiver<PostSave<Author>>
    {
        public async ValueTask ReceiveAsync(PostSave<Author> payload, CancellationToken cancellationToken)
        {
            calls.Add($"{await context.Authors.CountAsync(cancellationToken)} {context == payload.Context}");
            context.Add(new Tag { Name = "undone" });
            await context.SaveChangesAsync(cancellationToken);
        }
    }
}

public sealed class AfterRollbackTestsOnSqlite() : AfterRollbackTests(DatabaseServer.Sqlite);

public sealed class AfterRollbackTestsOnPostgreSql() : AfterRollbackTests(DatabaseServer.PostgreSql);
