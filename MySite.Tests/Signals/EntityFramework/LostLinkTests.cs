using Microsoft.EntityFrameworkCore;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>Links that the database removes with one of their ends, whether the context knows them or not.</summary>
public abstract class LostLinkTests(DatabaseServer server) : ModelSignalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task B37_Links_that_are_not_loaded_are_announced_as_cleared_with_their_owner(bool synchronous)
    {
        await using var library = await Library.OpenAsync(server);
        var (article, tags) = await StoreAsync(library, "red", "blue");
        var forward = library.Hear(ModelSignals.M2MChanged<Article, Tag>());
        library.Context.Remove(article);

        _ = synchronous ? library.Context.SaveChanges() : await library.SaveAsync();

        Assert.Equal([M2MAction.PreClear, M2MAction.PostClear], forward.Select(change => change.Action));
        Assert.All(forward, change =>
        {
            Assert.Same(article, change.Instance);
            Assert.Equal("Tags", change.Navigation);
            Assert.Equal(tags, change.Keys.Cast<int>().Order());
        });
        Assert.Empty(library.Context.Tags.Local);
    }

    [Fact]
    public async Task The_other_side_hears_of_them_as_removals()
    {
        await using var library = await Library.OpenAsync(server);
        var (article, _) = await StoreAsync(library, "red", "blue");
        var key = article.Id;
        var reverse = library.Hear(ModelSignals.M2MChanged<Tag, Article>());
        library.Context.Remove(article);

        await library.SaveAsync();

        Assert.Equal(
            [M2MAction.PreRemove, M2MAction.PreRemove, M2MAction.PostRemove, M2MAction.PostRemove],
            reverse.Select(change => change.Action));
        Assert.Equal(["blue", "red"], reverse[..2].Select(change => change.Instance.Name).Order());
        Assert.All(reverse, change => Assert.Equal([key], change.Keys));
        Assert.Equal(2, await library.ReadAsync(context => context.Tags.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Loaded_links_of_a_deleted_owner_are_announced_as_cleared()
    {
        await using var library = await Library.OpenAsync(server);
        var (article, tags) = await StoreAsync(library, "red", "blue");
        await library.Context.Entry(article).Collection(row => row.Tags).LoadAsync(Cancel);
        var forward = library.Hear(ModelSignals.M2MChanged<Article, Tag>());
        var reverse = library.Hear(ModelSignals.M2MChanged<Tag, Article>());
        library.Context.Remove(article);

        await library.SaveAsync();

        Assert.Equal([M2MAction.PreClear, M2MAction.PostClear], forward.Select(change => change.Action));
        Assert.All(forward, change => Assert.Equal(tags, change.Keys.Cast<int>().Order()));
        Assert.Equal(4, reverse.Count);
    }

    [Fact]
    public async Task Links_of_which_only_some_are_tracked_are_one_clear_with_all_of_them()
    {
        await using var library = await Library.OpenAsync(server);
        var (article, tags) = await StoreAsync(library, "red", "blue", "green");
        await library.Context.Entry(article).Collection(row => row.Tags).Query()
            .Where(tag => tag.Name == "red").LoadAsync(Cancel);
        var forward = library.Hear(ModelSignals.M2MChanged<Article, Tag>());
        library.Context.Remove(article);

        await library.SaveAsync();

        Assert.Equal([M2MAction.PreClear, M2MAction.PostClear], forward.Select(change => change.Action));
        Assert.All(forward, change => Assert.Equal(tags, change.Keys.Cast<int>().Order()));
    }

    [Fact]
    public async Task A_link_whose_two_ends_go_is_one_clear_on_each_side()
    {
        await using var library = await Library.OpenAsync(server);
        var (article, _) = await StoreAsync(library, "red");
        var forward = library.Hear(ModelSignals.M2MChanged<Article, Tag>());
        var reverse = library.Hear(ModelSignals.M2MChanged<Tag, Article>());
        library.Context.Remove(article);
        library.Context.Remove(await library.Context.Tags.SingleAsync(Cancel));

        await library.SaveAsync();

        Assert.Equal([M2MAction.PreClear, M2MAction.PostClear], forward.Select(change => change.Action));
        Assert.Equal([M2MAction.PreClear, M2MAction.PostClear], reverse.Select(change => change.Action));
        Assert.All(forward, change => Assert.Single(change.Keys));
    }

    [Fact]
    public async Task Links_between_entities_of_one_type_are_found_in_both_directions()
    {
        await using var library = await Library.OpenAsync(server);
        var ann = await library.StoreAsync(new Author
        {
            Name = "Ann",
            Follows = { new Author { Name = "Bob" } },
            Followers = { new Author { Name = "Cid" } },
        });
        library.Context.ChangeTracker.Clear();
        library.Hub.On(ModelSignals.M2MChanged<Author, Author>()).Call(change => library.Calls.Add(
            $"{change.Action} {change.Instance.Name} {change.Navigation} {change.Keys.Count}"));
        library.Context.Remove(await library.Context.Authors.SingleAsync(author => author.Id == ann.Id, Cancel));

        await library.SaveAsync();

        Assert.Equal(
            [
                "PreClear Ann Followers 1", "PreClear Ann Follows 1", "PreRemove Bob Followers 1", "PreRemove Cid Follows 1",
            ],
            library.Calls.Take(4).Order(StringComparer.Ordinal));
        Assert.Equal(8, library.Calls.Count());
    }

    [Fact]
    public async Task Keys_of_two_parts_and_relations_that_one_side_does_not_know_are_no_hindrance()
    {
        await using var library = await Library.OpenAsync(server);
        var place = new Place { Country = "NO", City = "Oslo" };
        await library.StoreAsync(new Article { Title = "A", Author = new Author { Name = "Ann" }, Places = { place } });
        library.Context.ChangeTracker.Clear();
        var (forward, reverse) =
            (library.Hear(ModelSignals.M2MChanged<Article, Place>()), library.Hear(ModelSignals.M2MChanged<Place, Article>()));
        library.Context.Remove(await library.Context.Set<Place>().SingleAsync(Cancel));

        await library.SaveAsync();

        Assert.Equal([M2MAction.PreRemove, M2MAction.PostRemove], forward.Select(change => change.Action));
        Assert.All(forward, change => Assert.Equal(["NO", "Oslo"], Assert.IsType<object[]>(Assert.Single(change.Keys))));
        Assert.Equal([M2MAction.PreClear, M2MAction.PostClear], reverse.Select(change => change.Action));
    }

    [Fact]
    public async Task A_receiver_that_removes_the_links_itself_hears_of_them_once()
    {
        await using var library = await Library.OpenAsync(server);
        var (article, tags) = await StoreAsync(library, "red", "blue");
        library.Hub.On(ModelSignals.PreDelete<Article>()).Call(async (delete, token) =>
        {
            await delete.Context.Entry(delete.Entity).Collection(row => row.Tags).LoadAsync(token);
            delete.Entity.Tags.Clear();
        });
        var forward = library.Hear(ModelSignals.M2MChanged<Article, Tag>());
        library.Context.Remove(article);

        await library.SaveAsync();

        Assert.Equal([M2MAction.PreClear, M2MAction.PostClear], forward.Select(change => change.Action));
        Assert.All(forward, change => Assert.Equal(tags, change.Keys.Cast<int>().Order()));
    }

    [Fact]
    public async Task A_deletion_that_a_receiver_takes_back_loses_no_link()
    {
        await using var library = await Library.OpenAsync(server);
        var (article, _) = await StoreAsync(library, "red");
        library.Hub.On(ModelSignals.PreDelete<Article>()).Call(delete =>
            delete.Context.Entry(delete.Entity).State = EntityState.Unchanged);
        var forward = library.Hear(ModelSignals.M2MChanged<Article, Tag>());
        library.Context.Remove(article);

        await library.SaveAsync();

        Assert.Empty(forward);
    }

    [Fact]
    public async Task A_receiver_that_saves_before_the_save_hears_of_them_once()
    {
        await using var library = await Library.OpenAsync(server);
        var (article, _) = await StoreAsync(library, "red");
        library.Hub.On(ModelSignals.PreDelete<Article>()).Call(async (delete, token) =>
            await delete.Context.SaveChangesAsync(token));
        var forward = library.Hear(ModelSignals.M2MChanged<Article, Tag>());
        library.Context.Remove(article);

        await library.SaveAsync();

        Assert.Equal([M2MAction.PreClear, M2MAction.PostClear], forward.Select(change => change.Action));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deletion_that_is_saved_without_being_accepted_loses_its_links_once(bool loaded)
    {
        await using var library = await Library.OpenAsync(server);
        var (article, _) = await StoreAsync(library, "red");
        if (loaded)
            await library.Context.Entry(article).Collection(row => row.Tags).LoadAsync(Cancel);
        var forward = library.Hear(ModelSignals.M2MChanged<Article, Tag>());
        library.Context.Remove(article);
        await library.Context.SaveChangesAsync(acceptAllChangesOnSuccess: false, Cancel);

        // Deleted twice, a row is a lost race for EF; the announcement is what counts here.
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(library.SaveAsync);

        Assert.Equal([M2MAction.PreClear, M2MAction.PostClear], forward.Select(change => change.Action));
    }

    [Fact]
    public async Task Nothing_is_looked_up_when_nobody_listens_to_the_relation()
    {
        var commands = new CountedCommands();
        await using var library = await Library.OpenAsync(
            server, new LibrarySetup { BeforeSignals = options => options.AddInterceptors(commands) });
        var (article, _) = await StoreAsync(library, "red");
        library.Hear(ModelSignals.PreDelete<Article>());
        library.Hear(ModelSignals.M2MChanged<Article, Place>());
        library.Context.Remove(article);
        commands.Texts.Clear();

        await library.SaveAsync();

        Assert.DoesNotContain(commands.Queries, text => text.Contains("ArticleTag", StringComparison.Ordinal));
        Assert.Contains(commands.Queries, text => text.Contains("ArticlePlace", StringComparison.Ordinal));
    }

    private static async Task<(Article Article, int[] Tags)> StoreAsync(Library library, params string[] tags)
    {
        var article = new Article { Title = "A", Author = new Author { Name = "Ann" } };
        article.Tags.AddRange(tags.Select(name => new Tag { Name = name }));
        await library.StoreAsync(article);
        library.Context.ChangeTracker.Clear();
        return (await library.Context.Articles.SingleAsync(Cancel), [.. article.Tags.Select(tag => tag.Id).Order()]);
    }
}

public sealed class LostLinkTestsOnSqlite() : LostLinkTests(DatabaseServer.Sqlite);

public sealed class LostLinkTestsOnPostgreSql() : LostLinkTests(DatabaseServer.PostgreSql);
