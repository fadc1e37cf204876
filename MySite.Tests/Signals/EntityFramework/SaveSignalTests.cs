using Microsoft.EntityFrameworkCore;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

public abstract class SaveSignalTests(DatabaseServer server) : ModelSignalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task T29_An_insert_is_announced_before_and_after()
    {
        await using var library = await Library.OpenAsync(server);
        var rows = new List<int>();
        var keys = new List<int>();
        async ValueTask Look(Author author)
        {
            keys.Add(author.Id);
            rows.Add((await library.NamesAsync()).Length);
        }
        library.Hub.On(ModelSignals.PreSave<Author>()).Call((save, _) => Look(save.Entity));
        library.Hub.On(ModelSignals.PostSave<Author>()).Call((save, _) => Look(save.Entity));
        var before = library.Hear(ModelSignals.PreSave<Author>());
        var after = library.Hear(ModelSignals.PostSave<Author>());
        var author = new Author { Name = "Ann" };
        library.Context.Add(author);

        await library.SaveAsync();

        var (pre, post) = (Assert.Single(before), Assert.Single(after));
        Assert.Equal(new PreSave<Author>(author, Created: true, [], null, library.Context), pre with { Changes = [] });
        Assert.Equal(new PostSave<Author>(author, Created: true, [], null, library.Context), post with { Changes = [] });
        Assert.Empty(pre.Changes);
        Assert.Empty(post.Changes);
        Assert.Equal([0, author.Id], keys);
        Assert.Equal([0, 1], rows);
    }

    [Fact]
    public async Task T30_E01_An_update_tells_what_changed_from_what_to_what()
    {
        await using var library = await Library.OpenAsync(server);
        var author = await library.StoreAsync(new Author { Name = "Ann", Visits = 3 });
        var before = library.Hear(ModelSignals.PreSave<Author>());
        var after = library.Hear(ModelSignals.PostSave<Author>());
        author.Name = "Anna";
        author.Visits = 4;

        await library.SaveAsync();

        var (pre, post) = (Assert.Single(before), Assert.Single(after));
        PropertyChange[] changes = [new("Name", "Ann", "Anna"), new("Visits", 3, 4)];
        Assert.Equal(changes, pre.Changes);
        Assert.Equal(changes, post.Changes);
        Assert.Equal(["Name", "Visits"], pre.UpdateFields!);
        Assert.Equal(["Name", "Visits"], post.UpdateFields!);
        Assert.False(pre.Created);
        Assert.False(post.Created);
    }

    [Fact]
    public async Task E23_An_update_of_every_column_still_tells_only_what_differs()
    {
        await using var library = await Library.OpenAsync(server);
        var article = await library.StoreAsync(new Article { Title = "A", Author = new Author { Name = "Ann" } });
        var after = library.Hear(ModelSignals.PostSave<Article>());
        article.Title = "B";
        library.Context.Update(article);

        await library.SaveAsync();

        var post = Assert.Single(after);
        Assert.Equal([new("Title", "A", "B")], post.Changes);
        Assert.Equal(["AuthorId", "ReviewerId", "Title"], post.UpdateFields!.Order());
    }

    [Fact]
    public async Task An_update_of_an_object_that_was_not_loaded_knows_no_old_values()
    {
        await using var library = await Library.OpenAsync(server);
        var stored = await library.StoreAsync(new Tag { Name = "red" });
        library.Context.ChangeTracker.Clear();
        var after = library.Hear(ModelSignals.PostSave<Tag>());
        library.Context.Update(new Tag { Id = stored.Id, Name = "blue" });

        await library.SaveAsync();

        var post = Assert.Single(after);
        Assert.False(post.Created);
        Assert.Empty(post.Changes);
        Assert.Contains("Name", post.UpdateFields!);
    }

    [Fact]
    public async Task A_key_set_by_hand_is_known_before_the_insert()
    {
        await using var library = await Library.OpenAsync(server);
        var keys = new List<int>();
        library.Hub.On(ModelSignals.PreSave<Author>()).Call(save => keys.Add(save.Entity.Id));
        library.Context.Add(new Author { Id = 4711, Name = "Ann" });

        await library.SaveAsync();

        Assert.Equal([4711], keys);
    }

    [Fact]
    public async Task What_did_not_change_is_not_announced()
    {
        await using var library = await Library.OpenAsync(server);
        var author = await library.StoreAsync(new Author { Name = "Ann" });
        var before = library.Hear(ModelSignals.PreSave<Author>());
        var after = library.Hear(ModelSignals.PostSave<Author>());
        author.Name = "Anna";
        author.Name = "Ann";
        library.Context.Add(new Tag { Name = "other" });

        await library.SaveAsync();
        await library.SaveAsync();

        Assert.Empty(before);
        Assert.Empty(after);
    }

    [Fact]
    public async Task E08_A_receiver_that_refuses_stops_the_save_and_the_next_one_is_clean()
    {
        await using var library = await Library.OpenAsync(server);
        var refusal = library.Hub.On(ModelSignals.PreSave<Author>())
            .Call(_ => throw new InvalidOperationException("not this one"));
        var after = library.Hear(ModelSignals.PostSave<Author>());
        library.Context.Add(new Author { Name = "Ann" });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(library.SaveAsync);
        Assert.Equal("not this one", error.Message);
        Assert.Empty(after);
        Assert.Empty(await library.NamesAsync());

        refusal.Dispose();
        await library.SaveAsync();
        Assert.Single(after);
        Assert.Equal(["Ann"], await library.NamesAsync());
    }

    [Fact]
    public async Task E09_A_receiver_that_fails_after_the_save_is_logged_and_the_others_run()
    {
        await using var library = await Library.OpenAsync(server);
        library.Hub.On(ModelSignals.PostSave<Author>()).Call(_ => throw new InvalidOperationException("too late"));
        var after = library.Hear(ModelSignals.PostSave<Author>());
        library.Context.Add(new Author { Name = "Ann" });

        Assert.NotEqual(0, await library.SaveAsync());

        Assert.Single(after);
        Assert.Equal("too late", Assert.Single(library.Errors)?.Message);
        Assert.Equal(["Ann"], await library.NamesAsync());
    }

    [Fact]
    public async Task Every_announcement_before_the_save_precedes_those_after_it_in_the_same_order()
    {
        await using var library = await Library.OpenAsync(server);
        var editor = await library.StoreAsync(new Editor { Name = "old" });
        library.Hub.On(ModelSignals.PreSave<object>()).IncludingDerived()
            .Call(save => library.Calls.Add($"pre {save.Entity.GetType().Name}"));
        library.Hub.On(ModelSignals.PostSave<object>()).IncludingDerived()
            .Call(save => library.Calls.Add($"post {save.Entity.GetType().Name}"));
        editor.Name = "new";
        library.Context.AddRange(new Tag { Name = "t" }, new Author { Name = "Ann" }, new Shelf());

        await library.SaveAsync();

        var calls = library.Calls.ToArray();
        Assert.Equal(8, calls.Length);
        Assert.Equal(calls[..4], calls[4..].Select(call => call.Replace("post", "pre", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task E02_Changes_that_the_context_does_not_look_for_are_neither_saved_nor_announced()
    {
        await using var library = await Library.OpenAsync(server);
        var author = await library.StoreAsync(new Author { Name = "Ann" });
        var after = library.Hear(ModelSignals.PostSave<Author>());
        library.Context.ChangeTracker.AutoDetectChangesEnabled = false;
        author.Name = "Anna";

        await library.SaveAsync();
        Assert.Empty(after);

        library.Context.ChangeTracker.DetectChanges();
        await library.SaveAsync();
        Assert.Equal([new("Name", "Ann", "Anna")], Assert.Single(after).Changes);
    }

    [Fact]
    public async Task E03_A_key_that_the_database_has_yet_to_make_is_told_only_after_the_save()
    {
        await using var library = await Library.OpenAsync(server);
        var article = await library.StoreAsync(new Article { Title = "A", Author = new Author { Name = "Ann" } });
        var before = library.Hear(ModelSignals.PreSave<Article>());
        var after = library.Hear(ModelSignals.PostSave<Article>());
        var reviewer = article.Reviewer = new Author { Name = "Bob" };

        await library.SaveAsync();

        Assert.Equal([new("ReviewerId", null, null)], Assert.Single(before).Changes);
        Assert.Equal([new("ReviewerId", null, reviewer.Id)], Assert.Single(after).Changes);
    }

    [Fact]
    public async Task The_entities_of_one_save_are_announced_one_by_one()
    {
        await using var library = await Library.OpenAsync(server);
        var after = library.Hear(ModelSignals.PostSave<Tag>());
        library.Context.AddRange(new Tag { Name = "a" }, new Tag { Name = "b" }, new Tag { Name = "c" });

        await library.SaveAsync();

        Assert.Equal(3, after.Select(save => save.Entity.Id).Distinct().Count());
    }

    [Fact]
    public async Task Rows_that_are_only_read_and_have_no_key_are_no_hindrance()
    {
        await using var library = await Library.OpenAsync(server);
        var after = library.Hear(ModelSignals.PostSave<object>());
        library.Hub.On(ModelSignals.PostSave<Headline>()).Call(_ => library.Calls.Add("headline"));
        await library.StoreAsync(new Article { Title = "A", Author = new Author { Name = "Ann" } });
        var headlines = await library.Context.Set<Headline>()
            .FromSql($"SELECT \"Title\" FROM \"Articles\"").ToListAsync(Cancel);
        library.Context.Add(new Tag { Name = "t" });

        await library.SaveAsync();

        Assert.Single(headlines);
        Assert.Empty(library.Calls);
        Assert.Empty(after);
    }
}

public sealed class SaveSignalTestsOnSqlite() : SaveSignalTests(DatabaseServer.Sqlite);

public sealed class SaveSignalTestsOnPostgreSql() : SaveSignalTests(DatabaseServer.PostgreSql);
