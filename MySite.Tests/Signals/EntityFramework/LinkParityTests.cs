using Microsoft.EntityFrameworkCore;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>Django's cases of <c>m2m_changed</c>, as far as <see cref="M2MChangedTests"/> does not show them.</summary>
public abstract class LinkParityTests(DatabaseServer server) : ModelSignalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task T57_A_link_that_is_added_or_removed_twice_is_announced_once()
    {
        await using var library = await Library.OpenAsync(server);
        var article = await StoreAsync(library, "blue");
        var tag = await library.StoreAsync(new Tag { Name = "red" });
        Note(library);

        article.Tags.Add(tag);
        await library.SaveAsync();
        article.Tags.Add(tag);
        await library.SaveAsync();
        article.Tags.RemoveAll(each => each == tag);
        await library.SaveAsync();
        article.Tags.Remove(tag);
        await library.SaveAsync();

        Assert.Equal(["PreAdd Tags red", "PostAdd Tags red", "PreRemove Tags red", "PostRemove Tags red"], library.Calls);
    }

    [Fact]
    public async Task T60_Removing_a_member_and_another_that_is_none_announces_the_member()
    {
        await using var library = await Library.OpenAsync(server);
        var article = await StoreAsync(library, "red", "blue");
        var other = await library.StoreAsync(new Tag { Name = "green" });
        Note(library);

        article.Tags.Remove(other);
        article.Tags.Remove(article.Tags.Single(tag => tag.Name == "red"));
        await library.SaveAsync();

        Assert.Equal(["PreRemove Tags red", "PostRemove Tags red"], library.Calls);
    }

    [Fact]
    public async Task T61_Two_relations_between_the_same_types_are_told_apart_by_the_navigation()
    {
        await using var library = await Library.OpenAsync(server);
        var article = await StoreAsync(library, "red");
        var blue = await library.StoreAsync(new Tag { Name = "blue" });
        Note(library);

        article.Keywords.Add(article.Tags[0]);
        article.Tags.Add(blue);
        await library.SaveAsync();

        Assert.Equal(
            ["PostAdd Keywords red", "PostAdd Tags blue", "PreAdd Keywords red", "PreAdd Tags blue"],
            library.Calls.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task T62_A_link_is_removed_from_the_other_side_whatever_that_sides_collection_is_called()
    {
        await using var library = await Library.OpenAsync(server);
        var article = await StoreAsync(library);
        var tag = await library.StoreAsync(new Tag { Name = "red" });
        article.Keywords.Add(tag);
        await library.SaveAsync();
        Note(library);
        var reverse = library.Hear(ModelSignals.M2MChanged<Tag, Article>());

        Assert.True(tag.KeywordOf.Remove(article));
        await library.SaveAsync();

        Assert.Equal(["PreRemove Keywords red", "PostRemove Keywords red"], library.Calls);
        Assert.Equal(["KeywordOf", "KeywordOf"], reverse.Select(change => change.Navigation));
        Assert.All(reverse, change => Assert.Equal([article.Id], change.Keys));
    }

    [Theory]
    [InlineData("Articles")]
    [InlineData("KeywordOf")]
    public async Task T63_Emptying_the_other_sides_collection_is_a_clear_there(string navigation)
    {
        await using var library = await Library.OpenAsync(server);
        var article = await StoreAsync(library);
        var tag = await library.StoreAsync(new Tag { Name = "red" });
        (navigation == "Articles" ? tag.Articles : tag.KeywordOf).Add(article);
        await library.SaveAsync();
        await library.Context.Entry(tag).Collection(navigation).LoadAsync(Cancel);
        var reverse = library.Hear(ModelSignals.M2MChanged<Tag, Article>());

        (navigation == "Articles" ? tag.Articles : tag.KeywordOf).Clear();
        await library.SaveAsync();

        Assert.Equal([M2MAction.PreClear, M2MAction.PostClear], reverse.Select(change => change.Action));
        Assert.All(reverse, change => Assert.Equal((tag, navigation), (change.Instance, change.Navigation)));
        Assert.All(reverse, change => Assert.Equal([article.Id], change.Keys));
    }

    [Fact]
    public async Task T66_A_set_that_is_cleared_and_filled_in_one_save_is_announced_by_what_really_changed()
    {
        await using var library = await Library.OpenAsync(server);
        var article = await StoreAsync(library, "red", "blue");
        var (red, green) = (article.Tags.Single(tag => tag.Name == "red"), await library.StoreAsync(new Tag { Name = "green" }));
        Note(library);

        article.Tags.Clear();
        article.Tags.AddRange([red, green]);
        await library.SaveAsync();

        Assert.Equal(["PreRemove Tags blue", "PreAdd Tags green", "PostRemove Tags blue", "PostAdd Tags green"], library.Calls);
    }

    [Fact]
    public async Task T66_A_set_that_is_cleared_filled_later_and_then_narrowed_is_a_clear_an_addition_and_a_removal()
    {
        await using var library = await Library.OpenAsync(server);
        var article = await StoreAsync(library, "red", "blue");
        Tag[] tags = [.. article.Tags];
        Note(library);

        article.Tags.Clear();
        await library.SaveAsync();
        article.Tags.AddRange(tags);
        await library.SaveAsync();
        article.Tags.RemoveAll(tag => tag.Name == "blue");
        await library.SaveAsync();

        Assert.Equal(
            [
                "PreClear Tags blue,red", "PostClear Tags blue,red", "PreAdd Tags blue,red", "PostAdd Tags blue,red",
                "PreRemove Tags blue", "PostRemove Tags blue",
            ],
            library.Calls);
    }

    [Fact]
    public async Task A_value_on_the_link_is_not_a_change_of_the_link()
    {
        await using var library = await Library.OpenAsync(server);
        var article = await StoreAsync(library);
        var shelf = await library.StoreAsync(new Shelf());
        var links = library.Hear(ModelSignals.M2MChanged<Article, Shelf>());
        var standings = library.Hear(ModelSignals.PostSave<Standing>());
        article.Shelves.Add(shelf);
        await library.SaveAsync();
        Assert.Equal([M2MAction.PreAdd, M2MAction.PostAdd], links.Select(change => change.Action));
        Assert.True(Assert.Single(standings).Created);

        (await library.Context.Set<Standing>().SingleAsync(Cancel)).Number = 7;
        await library.SaveAsync();

        Assert.Equal(2, links.Count);
        Assert.Equal([new("Number", 0, 7)], standings[1].Changes);
    }

    /// <summary>Notes the changes of an article's tags, with the tags' names.</summary>
    private static void Note(Library library) => library.Hub.On(ModelSignals.M2MChanged<Article, Tag>()).Call(change =>
        library.Calls.Add($"{change.Action} {change.Navigation} " + string.Join(',', library.Context.Tags.Local
            .Where(tag => change.Keys.Contains(tag.Id)).Select(tag => tag.Name).Order())));

    private static async Task<Article> StoreAsync(Library library, params string[] tags)
    {
        var article = new Article { Title = "A", Author = new Author { Name = "Ann" } };
        article.Tags.AddRange(tags.Select(name => new Tag { Name = name }));
        await library.StoreAsync(article);
        await library.Context.Entry(article).Collection(row => row.Tags).LoadAsync(Cancel);
        return article;
    }
}

public sealed class LinkParityTestsOnSqlite() : LinkParityTests(DatabaseServer.Sqlite);

public sealed class LinkParityTestsOnPostgreSql() : LinkParityTests(DatabaseServer.PostgreSql);
