using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

public abstract class SynchronousSaveTests(DatabaseServer server) : ModelSignalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task E27_Receivers_that_do_not_await_work_as_ever()
    {
        await using var library = await Library.OpenAsync(server);
        library.Hub.On(ModelSignals.PreSave<Author>()).Call(_ => library.Calls.Add("pre"));
        library.Hub.On(ModelSignals.PostSave<Author>()).Call(_ => library.Calls.Add("post"));
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterCommit((_, _) =>
        {
            library.Calls.Add("committed");
            return default;
        });
        library.Hub.On(ModelSignals.PostDelete<Author>()).Call(_ => library.Calls.Add("deleted"));
        var author = new Author { Name = "Ann" };
        library.Context.Add(author);

        library.Context.SaveChanges();
        library.Context.Remove(author);
        library.Context.SaveChanges();

        Assert.Equal(["pre", "post", "committed", "deleted"], library.Calls);
    }

    [Fact]
    public async Task E27_A_receiver_that_awaits_before_the_save_is_an_error_that_says_what_to_do()
    {
        await using var library = await Library.OpenAsync(server);
        var gate = new TaskCompletionSource();
        var connection = library.Hub.On(ModelSignals.PreSave<Author>(), "Accounts.cs", 7).Call(async (_, _) =>
        {
            library.Calls.Add("began");
            await gate.Task;
            library.Calls.Add("ended");
        });
        library.Hub.On(ModelSignals.PreSave<Author>()).Call(_ => library.Calls.Add("next"));
        var after = library.Hear(ModelSignals.PostSave<Author>());
        library.Context.Add(new Author { Name = "Ann" });

        var error = Assert.Throws<InvalidOperationException>(() => library.Context.SaveChanges());

        Assert.EndsWith(
            "of pre_save · Author, connected at Accounts.cs:7, awaits something, for which SaveChanges() cannot wait. " +
            "Call SaveChangesAsync().",
            error.Message,
            StringComparison.Ordinal);
        Assert.Empty(await library.NamesAsync());

        gate.SetResult();
        Assert.Equal(["began", "ended"], library.Calls);

        connection.Dispose();
        library.Context.SaveChanges();
        Assert.Single(after);
        Assert.Equal(["began", "ended", "next"], library.Calls);
        Assert.Equal(["Ann"], await library.NamesAsync());
    }

    [Fact]
    public async Task E27_A_receiver_that_awaits_after_the_save_is_an_error_in_the_log_because_the_row_is_written()
    {
        await using var library = await Library.OpenAsync(server);
        var gate = new TaskCompletionSource();
        library.Hub.On(ModelSignals.PostSave<Author>()).Call((_, _) => new ValueTask(gate.Task));
        library.Hub.On(ModelSignals.PostSave<Author>()).Call(_ => library.Calls.Add("next"));
        library.Context.Add(new Author { Name = "Ann" });

        library.Context.SaveChanges();

        Assert.Equal(["next"], library.Calls);
        Assert.Contains("Call SaveChangesAsync()", Assert.Single(library.Errors)?.Message, StringComparison.Ordinal);
        gate.SetResult();
    }

    [Fact]
    public async Task What_such_a_receiver_throws_later_is_logged()
    {
        await using var library = await Library.OpenAsync(server);
        var gate = new TaskCompletionSource();
        library.Hub.On(ModelSignals.PreSave<Author>()).Call((_, _) => new ValueTask(gate.Task));
        library.Context.Add(new Author { Name = "Ann" });
        Assert.Throws<InvalidOperationException>(() => library.Context.SaveChanges());
        Assert.Empty(library.Errors);

        gate.SetException(new TimeoutException());

        Assert.IsType<TimeoutException>(Assert.Single(library.Errors));
    }

    [Fact]
    public async Task An_after_commit_receiver_may_await_and_the_save_does_not_wait_for_it()
    {
        await using var library = await Library.OpenAsync(server);
        var (gate, done) = (new TaskCompletionSource(), new TaskCompletionSource());
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterCommit(async (_, _) =>
        {
            await gate.Task;
            done.SetResult();
        });
        library.Context.Add(new Author { Name = "Ann" });
        library.Context.SaveChanges();
        using (var transaction = library.Context.Database.BeginTransaction())
            transaction.Commit();

        Assert.False(done.Task.IsCompleted);
        gate.SetResult();
        await done.Task.WaitAsync(Cancel);
        Assert.Empty(library.Errors);
    }

    [Fact]
    public async Task In_a_transaction_the_synchronous_commit_starts_the_after_commit_receivers()
    {
        await using var library = await Library.OpenAsync(server);
        var done = new TaskCompletionSource();
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterCommit(async (_, _) =>
        {
            await Task.Yield();
            library.Calls.Add("committed");
            done.SetResult();
        });
        using (var transaction = library.Context.Database.BeginTransaction())
        {
            library.Context.Add(new Author { Name = "Ann" });
            library.Context.SaveChanges();
            Assert.Empty(library.Calls);
            transaction.Commit();
        }

        await done.Task.WaitAsync(Cancel);
        Assert.Equal(["committed"], library.Calls);
    }

    [Fact]
    public async Task A_receiver_from_the_container_may_save_synchronously_in_turn()
    {
        await using var library = await Library.OpenAsync(server);
        library.Hub.On(ModelSignals.PostSave<Author>()).Call<TagAuthor>();
        var tags = library.Hear(ModelSignals.PostSave<Tag>());
        library.Context.Add(new Author { Name = "Ann" });

        library.Context.SaveChanges();

        Assert.Equal("Ann", Assert.Single(tags).Entity.Name);
        Assert.Empty(library.Errors);
    }

    private sealed class TagAuthor(BooksContext context) : IReceiver<PostSave<Author>>
    {
        public ValueTask ReceiveAsync(PostSave<Author> payload, CancellationToken cancellationToken)
        {
            context.Add(new Tag { Name = payload.Entity.Name });
            context.SaveChanges();
            return default;
        }
    }
}

public sealed class SynchronousSaveTestsOnSqlite() : SynchronousSaveTests(DatabaseServer.Sqlite);

public sealed class SynchronousSaveTestsOnPostgreSql() : SynchronousSaveTests(DatabaseServer.PostgreSql);
