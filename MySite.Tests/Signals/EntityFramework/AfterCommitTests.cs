using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

public abstract class AfterCommitTests(DatabaseServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task T79_E12_Without_a_transaction_the_receiver_runs_after_the_save_and_its_inline_receivers()
    {
        await using var library = await OpenAsync();
        library.Hub.On(ModelSignals.PostSave<Author>()).Call(_ => library.Calls.Add("inline"));

        await AddAsync(library, "Ann");

        Assert.Equal(["inline", "committed Ann 1"], library.Calls);
    }

    [Fact]
    public async Task E12_A_save_of_many_rows_counts_as_one_commit()
    {
        await using var library = await OpenAsync();
        library.Context.AddRange(new Author { Name = "Ann" }, new Author { Name = "Bob" }, new Tag { Name = "t" });

        await library.SaveAsync();

        Assert.Equal(["committed Ann 2", "committed Bob 2"], library.Calls.Order());
    }

    [Fact]
    public async Task T80_E12_In_a_transaction_the_receiver_waits_for_the_commit()
    {
        await using var library = await OpenAsync();
        await using var transaction = await BeginAsync(library);
        await AddAsync(library, "Ann");
        Assert.Empty(library.Calls);

        await transaction.CommitAsync(Cancel);

        Assert.Equal(["committed Ann 1"], library.Calls);
    }

    [Fact]
    public async Task T81_A_rollback_drops_it()
    {
        await using var library = await OpenAsync();
        await using (var transaction = await BeginAsync(library))
        {
            await AddAsync(library, "Ann");
            await transaction.RollbackAsync(Cancel);
        }

        await CommitAsync(library, "Bob");

        Assert.Equal(["committed Bob 1"], library.Calls);
    }

    [Fact]
    public async Task T90_E13_A_transaction_that_ends_without_a_commit_drops_it()
    {
        await using var library = await OpenAsync();
        await using (await BeginAsync(library))
            await AddAsync(library, "Ann");

        await AddAsync(library, "Bob");
        await CommitAsync(library, "Cid");

        Assert.Equal(["committed Bob 1", "committed Cid 2"], library.Calls);
    }

    [Fact]
    public async Task T89_A_second_transaction_does_not_repeat_the_first()
    {
        await using var library = await OpenAsync();

        await CommitAsync(library, "Ann");
        await CommitAsync(library, "Bob");

        Assert.Equal(["committed Ann 1", "committed Bob 2"], library.Calls);
    }

    [Fact]
    public async Task Receivers_run_in_the_order_in_which_they_were_deferred()
    {
        await using var library = await Library.OpenAsync(server);
        library.Hub.On(ModelSignals.PreSave<Author>()).AfterCommit(NoteCommit<PreSave<Author>>(library, "pre"));
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterCommit(NoteCommit<PostSave<Author>>(library, "post"));

        await AddAsync(library, "Ann");
        await CommitAsync(library, "Bob");

        Assert.Equal(["pre", "post", "pre", "post"], library.Calls);
    }

    [Fact]
    public async Task What_was_announced_before_a_save_that_fails_is_dropped()
    {
        await using var library = await Library.OpenAsync(server);
        library.Hub.On(ModelSignals.PreSave<Article>()).AfterCommit(NoteCommit<PreSave<Article>>(library, "pre"));
        var article = new Article { Title = "A", AuthorId = -1 };
        library.Context.Add(article);
        await Assert.ThrowsAsync<DbUpdateException>(library.SaveAsync);
        Assert.Empty(library.Calls);

        article.Author = new Author { Name = "Ann" };
        await library.SaveAsync();

        Assert.Equal(["pre"], library.Calls);
    }

    [Fact]
    public async Task T93_E26_A_receiver_has_a_scope_of_its_own_and_may_read_and_save_there()
    {
        await using var library = await Library.OpenAsync(server);
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterCommit<TagAuthor>();

        await CommitAsync(library, "Ann");
        await AddAsync(library, "Bob");

        Assert.Empty(library.Errors);
        Assert.Equal(["1 False", "2 False"], library.Calls);
        Assert.Equal(
            ["Ann", "Bob"],
            await library.ReadAsync(context => context.Tags.OrderBy(tag => tag.Id).Select(tag => tag.Name).ToArrayAsync(Cancel)));
    }

    [Fact]
    public async Task T96_A_receiver_that_fails_is_logged_stops_nobody_and_does_not_fail_the_commit()
    {
        await using var library = await Library.OpenAsync(server);
        library.Hub.On(ModelSignals.PostSave<Author>())
            .AfterCommit((_, _) => throw new InvalidOperationException("too late"));
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterCommit(NoteCommit<PostSave<Author>>(library, "next"));

        await CommitAsync(library, "Ann");
        await CommitAsync(library, "Bob");

        Assert.Equal(["next", "next"], library.Calls);
        Assert.Equal(["too late", "too late"], library.Errors.Select(error => error?.Message));
    }

    [Fact]
    public async Task A_signal_sent_in_the_scope_takes_part_in_its_transaction()
    {
        await using var library = await Library.OpenAsync(server);
        library.Hub.On(TestHub.Ping).AfterCommit((ping, _) =>
        {
            library.Calls.Add($"{ping.Number}");
            return default;
        });
        async Task Send(int number) => await library.Sender.SendAsync(TestHub.Ping, new Ping(number), null, Cancel);

        await Send(1);
        await using (await BeginAsync(library))
            await Send(2);
        await using (var transaction = await BeginAsync(library))
        {
            await Send(3);
            Assert.Equal(["1"], library.Calls);
            await transaction.CommitAsync(Cancel);
        }

        Assert.Equal(["1", "3"], library.Calls);
    }

    [Fact]
    public async Task Work_may_wait_for_a_commit_by_itself()
    {
        await using var library = await Library.OpenAsync(server);
        var transaction = library.Services.GetRequiredService<ISignalTransaction>();
        Assert.False(transaction.IsOpen);
        Assert.Throws<InvalidOperationException>(() => transaction.OnCommit(_ => default));

        await using (var part = await transaction.BeginAsync(Cancel))
        {
            Assert.True(transaction.IsOpen);
            transaction.OnCommit(_ =>
            {
                library.Calls.Add("work");
                return default;
            });
            await using (var inner = await transaction.BeginAsync(Cancel))
                await inner.CompleteAsync(Cancel);
            Assert.Empty(library.Calls);
            await part.CompleteAsync(Cancel);
        }

        Assert.Equal(["work"], library.Calls);
    }

    [Fact]
    public async Task A_part_that_is_not_completed_rolls_back_what_it_began()
    {
        await using var library = await OpenAsync();
        var transaction = library.Services.GetRequiredService<ISignalTransaction>();

        await using (await transaction.BeginAsync(Cancel))
            await AddAsync(library, "Ann");

        Assert.Empty(library.Calls);
        Assert.Empty(await library.NamesAsync());
    }

    [Fact]
    public async Task E17_A_transaction_that_is_brought_along_counts_when_it_is_committed_through_the_context()
    {
        await using var library = await OpenAsync();
        var connection = library.Context.Database.GetDbConnection();
        await connection.OpenAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await library.Context.Database.UseTransactionAsync(transaction, Cancel);
        await AddAsync(library, "Ann");
        Assert.Empty(library.Calls);

        await library.Context.Database.CommitTransactionAsync(Cancel);

        Assert.Equal(["committed Ann 1"], library.Calls);
    }

    [Fact]
    public async Task E20_An_attempt_that_is_repeated_drops_what_the_first_one_deferred()
    {
        await using var library = await OpenAsync();
        var attempts = 0;
        async Task Attempt()
        {
            await using var transaction = await BeginAsync(library);
            await AddAsync(library, $"attempt {++attempts}");
            if (attempts == 1)
                throw new TimeoutException();
            await transaction.CommitAsync(Cancel);
        }

        await Assert.ThrowsAsync<TimeoutException>(Attempt);
        await Attempt();

        Assert.Equal(["committed attempt 2 1"], library.Calls);
    }

    /// <summary>Notes the name and how many authors others can see.</summary>
    private async Task<Library> OpenAsync()
    {
        var library = await Library.OpenAsync(server);
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterCommit(async (save, _) =>
            library.Calls.Add($"committed {save.Entity.Name} {(await library.NamesAsync()).Length}"));
        return library;
    }

    private static Func<T, CancellationToken, ValueTask> NoteCommit<T>(Library library, string name) => (_, _) =>
    {
        library.Calls.Add(name);
        return default;
    };

    private static Task<IDbContextTransaction> BeginAsync(Library library) =>
        library.Context.Database.BeginTransactionAsync(Cancel);

    private static async Task AddAsync(Library library, string name)
    {
        // A row that was rolled back leaves its key to the next one.
        library.Context.ChangeTracker.Clear();
        library.Context.Add(new Author { Name = name });
        await library.SaveAsync();
    }

    private static async Task CommitAsync(Library library, string name)
    {
        await using var transaction = await BeginAsync(library);
        await AddAsync(library, name);
        await transaction.CommitAsync(Cancel);
    }

    private sealed class TagAuthor(BooksContext context, CallList calls) : IReceiver<PostSave<Author>>
    {
        public async ValueTask ReceiveAsync(PostSave<Author> payload, CancellationToken cancellationToken)
        {
            calls.Add($"{await context.Authors.CountAsync(cancellationToken)} {context == payload.Context}");
            context.Add(new Tag { Name = payload.Entity.Name });
            await context.SaveChangesAsync(cancellationToken);
        }
    }
}

public sealed class AfterCommitTestsOnSqlite() : AfterCommitTests(DatabaseServer.Sqlite);

public sealed class AfterCommitTestsOnPostgreSql() : AfterCommitTests(DatabaseServer.PostgreSql);
