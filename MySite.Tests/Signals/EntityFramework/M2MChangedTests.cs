using Microsoft.EntityFrameworkCore;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

public abstract class M2MChangedTests(DatabaseServer server) : ModelSignalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task T58_E21_Links_that_are_added_are_announced_before_and_after_from_both_sides()
    {
        await using var library = await Library.OpenAsync(server);
        var article = await StoreArticleAsync(library);
        Tag[] tags = [await StoreTagAsync(library, "a"), await StoreTagAsync(library, "b"), await StoreTagAsync(library, "c")];
        var forward = library.Hear(ModelSignals.M2MChanged<Article, Tag>());
        var reverse = library.Hear(ModelSignals.M2MChanged<Tag, Article>());
        article.Tags.AddRange(tags);

        await library.SaveAsync();

        Assert.Equal([M2MAction.PreAdd, M2MAction.PostAdd], forward.Select(change => change.Action));
        Assert.All(forward, change =>
        {
            Assert.Same(article, change.Instance);
            Assert.Equal("Tags", change.Navigation);
            Assert.Equal(tags.Select(tag => tag.Id).Order(), change.Keys.Cast<int>().Order());
            Assert.Same(library.Context, change.Context);
        });
        Assert.Equal([.. Enumerable.Repeat(M2MAction.PreAdd, 3), .. Enumerable.Repeat(M2MAction.PostAdd, 3)],
            reverse.Select(change => change.Action));
        Assert.All(reverse, change => Assert.Equal([article.Id], change.Keys));
        Assert.Equal(["a", "b", "c"], reverse[..3].Select(change => change.Instance.Name).Order());
        Assert.Equal("Articles", reverse[0].Navigation);
    }

    [Fact]
    public async Task T59_It_does_not_matter_on_which_side_the_link_was_made()
    {
        await using var library = await Library.OpenAsync(server);
        var article = await StoreArticleAsync(library);
        var tag = await StoreTagAsync(library, "red");
        var forward = library.Hear(ModelSignals.M2MChanged<Article, Tag>());
        var reverse = library.Hear(ModelSignals.M2MChanged<Tag, Article>());
        tag.Articles.Add(article);

        await library.SaveAsync();

        Assert.Equal([M2MAction.PreAdd, M2MAction.PostAdd], forward.Select(change => change.Action));
        Assert.Equal([tag.Id], forward[0].Keys);
        Assert.All(reverse, change => Assert.Same(tag, change.Instance));
        Assert.All(reverse, change => Assert.Equal([article.Id], change.Keys));
    }

    [Fact]
    public async Task Links_that_are_removed_are_announced()
    {
        await using var library = await Library.OpenAsync(server);
        var article = await StoreArticleAsync(library, "red", "blue");
        var red = article.Tags.Single(tag => tag.Name == "red");
        await LoadTagsAsync(library, article);
        var forward = library.Hear(ModelSignals.M2MChanged<Article, Tag>());
        article.Tags.Remove(red);

        await library.SaveAsync();

        Assert.Equal([M2MAction.PreRemove, M2MAction.PostRemove], forward.Select(change => change.Action));
        Assert.All(forward, change => Assert.Equal([red.Id], change.Keys));
    }

    [Fact]
    public async Task T63_Emptying_the_collection_is_a_clear_that_tells_which_links_went()
    {
        await using var library = await Library.OpenAsync(server);
        var article = await StoreArticleAsync(library, "red", "blue");
        var keys = article.Tags.Select(tag => (object)tag.Id).Order().ToArray();
        await LoadTagsAsync(library, article);
        var forward = library.Hear(ModelSignals.M2MChanged<Article, Tag>());
        var reverse = library.Hear(ModelSignals.M2MChanged<Tag, Article>());
        article.Tags.Clear();

        await library.SaveAsync();

        Assert.Equal([M2MAction.PreClear, M2MAction.PostClear], forward.Select(change => change.Action));
        Assert.All(forward, change => Assert.Equal(keys, change.Keys.Order()));
        Assert.Equal([M2MAction.PreRemove, M2MAction.PreRemove, M2MAction.PostRemove, M2MAction.PostRemove],
            reverse.Select(change => change.Action));
    }

    [Fact]
    public async Task T65_Removals_are_announced_before_additions()
    {
        await using var library = await Library.OpenAsync(server);
        var article = await StoreArticleAsync(library, "red", "blue");
        var green = await StoreTagAsync(library, "green");
        await LoadTagsAsync(library, article);
        var forward = library.Hear(ModelSignals.M2MChanged<Article, Tag>());
        article.Tags.RemoveAll(tag => tag.Name == "red");
        article.Tags.Add(green);

        await library.SaveAsync();

        Assert.Equal(
            [M2MAction.PreRemove, M2MAction.PreAdd, M2MAction.PostRemove, M2MAction.PostAdd],
            forward.Select(change => change.Action));
    }

    [Fact]
    public async Task Links_that_stay_are_not_announced()
    {
        await using var library = await Library.OpenAsync(server);
        var article = await StoreArticleAsync(library, "red");
        await LoadTagsAsync(library, article);
        var red = article.Tags.Single();
        var forward = library.Hear(ModelSignals.M2MChanged<Article, Tag>());
        article.Tags.Remove(red);
        article.Tags.Add(red);
        article.Title = "B";

        await library.SaveAsync();

        Assert.Empty(forward);
    }

    [Fact]
    public async Task T64_A_key_that_the_database_has_yet_to_make_is_told_only_after_the_save()
    {
        await using var library = await Library.OpenAsync(server);
        var article = await StoreArticleAsync(library);
        var forward = library.Hear(ModelSignals.M2MChanged<Article, Tag>());
        var tag = new Tag { Name = "new" };
        article.Tags.Add(tag);

        await library.SaveAsync();

        Assert.Empty(forward[0].Keys);
        Assert.Equal([tag.Id], forward[1].Keys);
    }

    [Fact]
    public async Task T40_E21_Changing_a_link_saves_and_deletes_neither_end()
    {
        await using var library = await Library.OpenAsync(server);
        var article = await StoreArticleAsync(library, "red");
        await LoadTagsAsync(library, article);
        library.Hub.On(ModelSignals.PreSave<object>()).IncludingDerived()
            .Call(save => library.Calls.Add($"save {save.Entity.GetType().Name}"));
        library.Hub.On(ModelSignals.PreDelete<object>()).IncludingDerived()
            .Call(delete => library.Calls.Add($"delete {delete.Entity.GetType().Name}"));
        article.Tags.Clear();
        article.Tags.Add(await StoreTagAsync(library, "blue"));

        await library.SaveAsync();

        Assert.Empty(library.Calls);
    }

    [Fact]
    public async Task A_receiver_that_refuses_stops_the_save()
    {
        await using var library = await Library.OpenAsync(server);
        var article = await StoreArticleAsync(library);
        var tag = await StoreTagAsync(library, "red");
        library.Hub.On(ModelSignals.M2MChanged<Article, Tag>())
            .Call(_ => throw new InvalidOperationException("no tags here"));
        article.Tags.Add(tag);

        await Assert.ThrowsAsync<InvalidOperationException>(library.SaveAsync);

        Assert.Equal(0, await library.ReadAsync(context => context.Tags.CountAsync(row => row.Articles.Count > 0, Cancel)));
    }

    [Fact]
    public async Task A_link_that_a_receiver_takes_back_is_not_announced_after_the_save()
    {
        await using var library = await Library.OpenAsync(server);
        var article = await StoreArticleAsync(library);
        var tag = await StoreTagAsync(library, "red");
        var heard = new List<M2MAction>();
        library.Hub.On(ModelSignals.M2MChanged<Article, Tag>()).Call(change =>
        {
            heard.Add(change.Action);
            change.Instance.Tags.Clear();
        });
        article.Tags.Add(tag);

        await library.SaveAsync();

        Assert.Equal([M2MAction.PreAdd], heard);
    }

    [Fact]
    public async Task A_relation_that_one_side_does_not_know_is_heard_from_both()
    {
        await using var library = await Library.OpenAsync(server);
        var article = await StoreArticleAsync(library);
        var place = await library.StoreAsync(new Place { Country = "NO", City = "Oslo" });
        var forward = library.Hear(ModelSignals.M2MChanged<Article, Place>());
        var reverse = library.Hear(ModelSignals.M2MChanged<Place, Article>());
        article.Places.Add(place);
        await library.SaveAsync();
        article.Places.Remove(place);
        await library.SaveAsync();

        Assert.Equal(
            [M2MAction.PreAdd, M2MAction.PostAdd, M2MAction.PreRemove, M2MAction.PostRemove],
            forward.Select(change => change.Action));
        Assert.All(forward, change => Assert.Equal(["NO", "Oslo"], Assert.IsType<object[]>(Assert.Single(change.Keys))));
        Assert.Equal(forward.Select(change => change.Action), reverse.Select(change => change.Action));
        Assert.All(reverse, change => Assert.Equal([article.Id], change.Keys));
    }

    [Fact]
    public async Task T68_A_relation_between_entities_of_one_type_is_heard_in_both_directions()
    {
        await using var library = await Library.OpenAsync(server);
        var (ann, bob) = (await StoreAuthorAsync(library, "Ann"), await StoreAuthorAsync(library, "Bob"));
        var heard = new List<(string Name, string Navigation, object Key)>();
        library.Hub.On(ModelSignals.M2MChanged<Author, Author>()).Call(change =>
        {
            if (change.Action == M2MAction.PostAdd)
                heard.Add((change.Instance.Name, change.Navigation, Assert.Single(change.Keys)));
        });
        ann.Follows.Add(bob);

        await library.SaveAsync();

        Assert.Equal([("Ann", "Follows", bob.Id), ("Bob", "Followers", ann.Id)], heard.Order());
    }

    [Fact]
    public async Task T67_A_derived_entity_is_announced_under_the_type_that_has_the_relation()
    {
        await using var library = await Library.OpenAsync(server);
        var (eve, bob) = (await library.StoreAsync(new Editor { Name = "Eve" }), await StoreAuthorAsync(library, "Bob"));
        var heard = library.Hear(ModelSignals.M2MChanged<Author, Author>());
        eve.Follows.Add(bob);

        await library.SaveAsync();

        Assert.Equal(
            [("Follows", bob.Id), ("Followers", eve.Id)],
            heard.Where(change => change.Action == M2MAction.PostAdd).OrderBy(change => change.Instance == bob)
                .Select(change => (change.Navigation, (int)Assert.Single(change.Keys))));
    }

    private static async Task<Article> StoreArticleAsync(Library library, params string[] tags)
    {
        var article = new Article { Title = "A", Author = new Author { Name = "Ann" } };
        article.Tags.AddRange(tags.Select(name => new Tag { Name = name }));
        return await library.StoreAsync(article);
    }

    private static Task<Tag> StoreTagAsync(Library library, string name) => library.StoreAsync(new Tag { Name = name });

    private static Task<Author> StoreAuthorAsync(Library library, string name) =>
        library.StoreAsync(new Author { Name = name });

    private static Task LoadTagsAsync(Library library, Article article) =>
        library.Context.Entry(article).Collection(row => row.Tags).LoadAsync(Cancel);
}

public sealed class M2MChangedTestsOnSqlite() : M2MChangedTests(DatabaseServer.Sqlite);

public sealed class M2MChangedTestsOnPostgreSql() : M2MChangedTests(DatabaseServer.PostgreSql);
