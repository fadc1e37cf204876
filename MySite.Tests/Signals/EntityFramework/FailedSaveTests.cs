using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

public abstract class FailedSaveTests(DatabaseServer server) : ModelSignalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_save_that_fails_is_not_announced_and_the_next_one_is()
    {
        await using var library = await Library.OpenAsync(server);
        var after = library.Hear(ModelSignals.PostSave<Article>());
        var article = new Article { Title = "A", AuthorId = -1 };
        library.Context.Add(article);

        await Assert.ThrowsAsync<DbUpdateException>(library.SaveAsync);
        Assert.Empty(after);

        article.Author = new Author { Name = "Ann" };
        await library.SaveAsync();
        Assert.Same(article, Assert.Single(after).Entity);
    }

    [Fact]
    public async Task E06_A_save_that_lost_a_race_is_not_announced_and_the_next_one_is()
    {
        await using var library = await Library.OpenAsync(server);
        var author = await library.StoreAsync(new Author { Name = "Ann" });
        await library.ReadAsync(context => context.Authors.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Version, 5), Cancel));
        var before = library.Hear(ModelSignals.PreSave<Author>());
        var after = library.Hear(ModelSignals.PostSave<Author>());
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterCommit((_, _) =>
        {
            library.Calls.Add("committed");
            return default;
        });
        author.Name = "Anna";

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(library.SaveAsync);
        Assert.Empty(after);
        Assert.Empty(library.Calls);

        library.Context.ChangeTracker.Clear();
        author = await library.Context.Authors.SingleAsync(Cancel);
        author.Name = "Anne";
        await library.SaveAsync();
        Assert.Equal([new("Name", "Ann", "Anne")], Assert.Single(after).Changes);
        Assert.Equal(["committed"], library.Calls);
        Assert.Equal(2, before.Count);
    }

    [Fact]
    public async Task A_lost_race_that_another_interceptor_forgives_is_announced()
    {
        await using var library = await Library.OpenAsync(
            server, new LibrarySetup { BeforeSignals = options => options.AddInterceptors(new Forgiving()) });
        var author = await library.StoreAsync(new Author { Name = "Ann" });
        await library.ReadAsync(context => context.Authors.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Version, 5), Cancel));
        var after = library.Hear(ModelSignals.PostSave<Author>());
        author.Name = "Anna";

        await library.SaveAsync();

        Assert.Single(after);
    }

    [Fact]
    public async Task E07_A_save_that_is_cancelled_is_not_announced_and_the_next_one_is()
    {
        await using var library = await Library.OpenAsync(server);
        using var source = new CancellationTokenSource();
        var cancelling = library.Hub.On(ModelSignals.PreSave<Author>()).Call(_ => source.Cancel());
        var after = library.Hear(ModelSignals.PostSave<Author>());
        library.Context.Add(new Author { Name = "Ann" });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => library.Context.SaveChangesAsync(source.Token));
        Assert.Empty(after);

        cancelling.Dispose();
        await library.SaveAsync();
        Assert.Single(after);
    }

    [Fact]
    public async Task E08_A_save_that_another_interceptor_refuses_leaves_nothing_behind()
    {
        var refusing = new Refusing();
        await using var library = await Library.OpenAsync(
            server, new LibrarySetup { AfterSignals = options => options.AddInterceptors(refusing) });
        var before = library.Hear(ModelSignals.PreSave<Author>());
        var after = library.Hear(ModelSignals.PostSave<Author>());
        library.Context.Add(new Author { Name = "Ann" });

        await Assert.ThrowsAsync<InvalidOperationException>(library.SaveAsync);
        refusing.Refuses = false;
        await library.SaveAsync();

        Assert.Equal(2, before.Count);
        Assert.Single(after);
    }

    [Fact]
    public async Task E10_A_save_that_another_interceptor_answers_is_not_announced()
    {
        var answering = new Answering();
        await using var library = await Library.OpenAsync(
            server, new LibrarySetup { BeforeSignals = options => options.AddInterceptors(answering) });
        var before = library.Hear(ModelSignals.PreSave<Author>());
        var after = library.Hear(ModelSignals.PostSave<Author>());
        library.Context.Add(new Author { Name = "Ann" });

        Assert.Equal(42, await library.SaveAsync());
        Assert.Empty(before);
        Assert.Empty(after);

        answering.Answers = false;
        await library.SaveAsync();
        Assert.Single(before);
        Assert.Single(after);
    }

    [Fact]
    public async Task E11_A_change_that_is_saved_without_being_accepted_is_announced_once()
    {
        await using var library = await Library.OpenAsync(server);
        var tag = await library.StoreAsync(new Tag { Name = "red" });
        var before = library.Hear(ModelSignals.PreSave<Tag>());
        var after = library.Hear(ModelSignals.PostSave<Tag>());
        tag.Name = "blue";

        await library.Context.SaveChangesAsync(acceptAllChangesOnSuccess: false, Cancel);
        await library.Context.SaveChangesAsync(acceptAllChangesOnSuccess: false, Cancel);
        await library.SaveAsync();

        Assert.Equal([new("Name", "red", "blue")], Assert.Single(before).Changes);
        Assert.Equal([new("Name", "red", "blue")], Assert.Single(after).Changes);
    }

    [Fact]
    public async Task E11_A_further_change_after_one_that_was_not_accepted_is_announced()
    {
        await using var library = await Library.OpenAsync(server);
        var tag = await library.StoreAsync(new Tag { Name = "red" });
        var after = library.Hear(ModelSignals.PostSave<Tag>());
        tag.Name = "blue";
        await library.Context.SaveChangesAsync(acceptAllChangesOnSuccess: false, Cancel);
        tag.Name = "green";

        await library.SaveAsync();

        Assert.Equal(2, after.Count);
        Assert.Equal([new("Name", "red", "green")], after[1].Changes);
    }

    [Fact]
    public async Task E11_A_change_after_the_last_one_was_accepted_by_hand_is_announced()
    {
        await using var library = await Library.OpenAsync(server);
        var after = library.Hear(ModelSignals.PostSave<Tag>());
        var tag = new Tag { Name = "red" };
        library.Context.Add(tag);
        await library.Context.SaveChangesAsync(acceptAllChangesOnSuccess: false, Cancel);
        library.Context.ChangeTracker.AcceptAllChanges();

        tag.Name = "blue";
        await library.Context.SaveChangesAsync(acceptAllChangesOnSuccess: false, Cancel);
        library.Context.ChangeTracker.AcceptAllChanges();
        tag.Name = "red";
        await library.SaveAsync();
        library.Context.Remove(tag);
        await library.SaveAsync();

        Assert.Equal([true, false, false], after.Select(save => save.Created));
        Assert.Equal([new("Name", "blue", "red")], after[2].Changes);
    }

    [Fact]
    public async Task E11_Links_that_are_saved_without_being_accepted_are_announced_once()
    {
        await using var library = await Library.OpenAsync(server);
        var article = await library.StoreAsync(new Article { Title = "A", Author = new Author { Name = "Ann" } });
        var tag = await library.StoreAsync(new Tag { Name = "red" });
        var heard = library.Hear(ModelSignals.M2MChanged<Article, Tag>());
        article.Tags.Add(tag);
        await library.Context.SaveChangesAsync(acceptAllChangesOnSuccess: false, Cancel);

        // Written twice, the same link is an error of the database's; the announcement is what counts here.
        await Assert.ThrowsAsync<DbUpdateException>(library.SaveAsync);

        Assert.Equal([M2MAction.PreAdd, M2MAction.PostAdd], heard.Select(change => change.Action));
    }

    private sealed class Forgiving : SaveChangesInterceptor
    {
        public override ValueTask<InterceptionResult> ThrowingConcurrencyExceptionAsync(
            ConcurrencyExceptionEventData eventData, InterceptionResult result,
            CancellationToken cancellationToken = default) => new(InterceptionResult.Suppress());
    }

    private sealed class Refusing : SaveChangesInterceptor
    {
        public bool Refuses { get; set; } = true;

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            Refuses ? throw new InvalidOperationException("refused") : new(result);
    }

    private sealed class Answering : SaveChangesInterceptor
    {
        public bool Answers { get; set; } = true;

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            new(Answers ? InterceptionResult<int>.SuppressWithResult(42) : result);
    }
}

public sealed class FailedSaveTestsOnSqlite() : FailedSaveTests(DatabaseServer.Sqlite);

public sealed class FailedSaveTestsOnPostgreSql() : FailedSaveTests(DatabaseServer.PostgreSql);
