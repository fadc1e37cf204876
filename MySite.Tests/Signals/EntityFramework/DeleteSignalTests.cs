using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

public abstract class DeleteSignalTests(DatabaseServer server) : ModelSignalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task T34_E01_A_deletion_is_announced_before_and_after_with_the_key()
    {
        await using var library = await Library.OpenAsync(server);
        var author = await library.StoreAsync(new Author { Name = "Ann" });
        var key = author.Id;
        var rows = new List<int>();
        library.Hub.On(ModelSignals.PreDelete<Author>()).Call(async (_, _) => rows.Add((await library.NamesAsync()).Length));
        library.Hub.On(ModelSignals.PostDelete<Author>()).Call(async (_, _) => rows.Add((await library.NamesAsync()).Length));
        var before = library.Hear(ModelSignals.PreDelete<Author>());
        var after = library.Hear(ModelSignals.PostDelete<Author>());
        var saved = library.Hear(ModelSignals.PostSave<Author>());
        library.Context.Remove(author);

        await library.SaveAsync();

        Assert.Equal(new PreDelete<Author>(author, author, library.Context), Assert.Single(before));
        Assert.Equal(new PostDelete<Author>(author, author, library.Context), Assert.Single(after));
        Assert.Equal(key, author.Id);
        Assert.Equal([1, 0], rows);
        Assert.Empty(saved);
    }

    [Fact]
    public async Task A_receiver_that_refuses_stops_the_deletion()
    {
        await using var library = await Library.OpenAsync(server);
        var author = await library.StoreAsync(new Author { Name = "Ann" });
        library.Hub.On(ModelSignals.PreDelete<Author>()).Call(_ => throw new InvalidOperationException("keep her"));
        var after = library.Hear(ModelSignals.PostDelete<Author>());
        library.Context.Remove(author);

        await Assert.ThrowsAsync<InvalidOperationException>(library.SaveAsync);

        Assert.Empty(after);
        Assert.Equal(["Ann"], await library.NamesAsync());
    }

    [Theory]
    [InlineData(CascadeTiming.Immediate)]
    [InlineData(CascadeTiming.OnSaveChanges)]
    public async Task E24_Dependents_that_go_along_are_announced_too(CascadeTiming timing)
    {
        await using var library = await Library.OpenAsync(server);
        var author = await library.StoreAsync(
            new Author { Name = "Ann", Articles = { new Article { Title = "1" }, new Article { Title = "2" } } });
        library.Context.ChangeTracker.CascadeDeleteTiming = timing;
        library.Hub.On(ModelSignals.PreDelete<object>()).IncludingDerived()
            .Call(delete => library.Calls.Add($"pre {delete.Entity.GetType().Name}"));
        library.Hub.On(ModelSignals.PostDelete<object>()).IncludingDerived()
            .Call(delete => library.Calls.Add($"post {delete.Entity.GetType().Name}"));
        library.Context.Remove(author);

        await library.SaveAsync();

        var calls = library.Calls.ToArray();
        Assert.Equal(["pre Article", "pre Article", "pre Author"], calls[..3].Order());
        Assert.Equal(calls[..3], calls[3..].Select(call => call.Replace("post", "pre", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(CascadeTiming.Immediate)]
    [InlineData(CascadeTiming.OnSaveChanges)]
    public async Task E24_A_dependent_that_lost_its_owner_is_announced(CascadeTiming timing)
    {
        await using var library = await Library.OpenAsync(server);
        var author = await library.StoreAsync(new Author { Name = "Ann", Articles = { new Article { Title = "1" } } });
        library.Context.ChangeTracker.DeleteOrphansTiming = timing;
        var before = library.Hear(ModelSignals.PreDelete<Article>());
        var after = library.Hear(ModelSignals.PostDelete<Article>());
        author.Articles.Clear();

        await library.SaveAsync();

        Assert.Single(before);
        Assert.Single(after);
        Assert.Equal(0, await library.ReadAsync(context => context.Articles.CountAsync(Cancel)));
    }

    [Fact]
    public async Task An_optional_dependent_is_updated_instead()
    {
        await using var library = await Library.OpenAsync(server);
        var reviewer = new Author { Name = "Bob" };
        await library.StoreAsync(new Article { Title = "A", Author = new Author { Name = "Ann" }, Reviewer = reviewer });
        var key = reviewer.Id;
        var after = library.Hear(ModelSignals.PostSave<Article>());
        library.Context.Remove(reviewer);

        await library.SaveAsync();

        Assert.Equal([new("ReviewerId", key, null)], Assert.Single(after).Changes);
    }

    [Fact]
    public async Task E24_Dependents_that_the_context_does_not_know_go_without_a_word()
    {
        await using var library = await Library.OpenAsync(server);
        var author = await library.StoreAsync(new Author { Name = "Ann", Articles = { new Article { Title = "1" } } });
        library.Context.ChangeTracker.Clear();
        var after = library.Hear(ModelSignals.PostDelete<Article>());
        library.Context.Remove(await library.Context.Authors.SingleAsync(Cancel));

        await library.SaveAsync();

        Assert.Empty(after);
        Assert.Equal(0, await library.ReadAsync(context => context.Articles.CountAsync(Cancel)));
        Assert.NotEmpty(author.Articles);
    }

    [Fact]
    public async Task What_was_added_and_removed_before_the_save_never_was()
    {
        await using var library = await Library.OpenAsync(server);
        library.Hub.On(ModelSignals.PreSave<object>()).IncludingDerived().Call(_ => library.Calls.Add("save"));
        library.Hub.On(ModelSignals.PreDelete<object>()).IncludingDerived().Call(_ => library.Calls.Add("delete"));
        var tag = new Tag { Name = "t" };
        library.Context.Add(tag);
        library.Context.Remove(tag);

        await library.SaveAsync();

        Assert.Empty(library.Calls);
    }

    [Fact]
    public async Task A_deletion_that_a_receiver_takes_back_is_announced_as_what_it_became()
    {
        await using var library = await Library.OpenAsync(server);
        var author = await library.StoreAsync(new Author { Name = "Ann" });
        library.Hub.On(ModelSignals.PreDelete<Author>()).Call(delete =>
        {
            delete.Context.Entry(delete.Entity).State = EntityState.Unchanged;
            delete.Entity.Name = "gone";
        });
        var deleted = library.Hear(ModelSignals.PostDelete<Author>());
        var saving = library.Hear(ModelSignals.PreSave<Author>());
        var saved = library.Hear(ModelSignals.PostSave<Author>());
        library.Context.Remove(author);

        await library.SaveAsync();

        Assert.Empty(deleted);
        Assert.Equal([new("Name", "Ann", "gone")], Assert.Single(saving).Changes);
        Assert.Equal([new("Name", "Ann", "gone")], Assert.Single(saved).Changes);
        Assert.Equal(["gone"], await library.NamesAsync());
    }
}

public sealed class DeleteSignalTestsOnSqlite() : DeleteSignalTests(DatabaseServer.Sqlite);

public sealed class DeleteSignalTestsOnPostgreSql() : DeleteSignalTests(DatabaseServer.PostgreSql);
