using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Library;

public abstract class VolumeListTests(DatabaseServer server) : LibrarySite(server)
{
    [Fact]
    public async Task Enums_are_filtered_by_their_names_and_by_none_where_they_may_be_missing()
    {
        await StoreAsync(
            new Volume { Title = "Emma", Genre = Genre.Novel },
            new Volume { Title = "Ariel", Genre = Genre.Poetry, SecondGenre = Genre.ShortStory });
        var visitor = await SuperuserAsync();

        var page = await visitor.OpenAsync(Volumes);
        Assert.Equal(
            ["All", "Novel (1)", "Short story (0)", "Poetry (1)"], Texts(page, "aside div:nth-of-type(1) li"));
        Assert.Equal(
            ["All", "Novel (0)", "Short story (1)", "Poetry (0)", "Empty (1)"], Texts(page, "aside div:nth-of-type(2) li"));
        Assert.Equal(["Poetry", "Novel"], Texts(page, "tbody td:last-child"));

        page = await visitor.OpenAsync($"{Volumes}?genre=Poetry");
        Assert.Equal(["Ariel"], First(page));
        Assert.Equal("Poetry", Text(page.QuerySelector("aside strong")));
        Assert.Equal(["Ariel"], First(await visitor.OpenAsync($"{Volumes}?second_genre=ShortStory")));
        Assert.Equal(["Emma"], First(await visitor.OpenAsync($"{Volumes}?second_genre=none")));
        page = await visitor.OpenAsync($"{Volumes}?genre=2");
        Assert.Equal("There is no genre “2” to filter by.", Notice(page));
        Assert.Equal(2, First(page).Length);
    }

    [Fact]
    public async Task As_many_as_declared_are_shown_at_once_and_no_more()
    {
        await StoreAsync([.. Enumerable.Range(1, 4).Select(number => new Volume { Title = $"V{number}" })]);
        var visitor = await SuperuserAsync();
        Assert.Equal(4, First(await visitor.OpenAsync(Link(await visitor.OpenAsync(Volumes), "Show all"))).Length);

        await SaveAsync(new Volume { Title = "V5", Code = "5", ShelfId = 1 });

        Assert.DoesNotContain("Show all", Texts(await visitor.OpenAsync(Volumes), "nav[aria-label=Pages] a"));
        var page = await visitor.OpenAsync($"{Volumes}?all=1");
        Assert.Equal(3, First(page).Length);
        Assert.Equal("There are more than 4, which are too many for one page.", Notice(page));
    }

    [Fact]
    public void More_than_are_counted_cannot_be_declared_to_be_shown_at_once() => Assert.StartsWith(
        "GreedyAdmin.MaxShowAll must be from 0 to 1000.",
        Assert.Throws<ArgumentOutOfRangeException>(() => new GreedyAdmin()).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_shelf_with_something_on_it_cannot_be_deleted_and_the_page_lists_what_is_in_the_way()
    {
        var shelf = await StoreAsync(new Volume { Title = "Emma" }, new Volume { Title = "Ariel" });
        await SaveAsync(new Shelf { Name = "South" });
        var visitor = await SuperuserAsync();
        const string Refusal = "They cannot be deleted, because these refer to them and would be left behind: "
            + "volume “Emma” volume “Ariel”";

        var url = $"{Shelves}{shelf.Id}/delete/";
        var page = await visitor.OpenAsync(url);
        Assert.Equal(Refusal, Notice(page));
        Assert.Empty(page.QuerySelectorAll("main button"));
        page = await Visitor.ReadAsync(await (await AdminForm.OpenAsync(visitor, url)).PostAsync(), HttpStatusCode.OK);
        Assert.Equal(Refusal, Notice(page));

        var list = await visitor.OpenAsync(Shelves);
        var response = await visitor.SubmitAsync(
            list.QuerySelector<IHtmlFormElement>("main form[method=post]")!,
            ("action", "delete_selected"), ("all", "1"), ("confirmed", "1"));
        page = await Visitor.ReadAsync(response, HttpStatusCode.OK);
        Assert.Equal(Refusal, Notice(page));
        Assert.Equal("2 shelfs", Text(page.QuerySelector(".summary")));
        Assert.Equal(2, await InScopeAsync(db => db.Set<Shelf>().CountAsync(Cancel)));

        await InScopeAsync(db => db.Set<Volume>().ExecuteDeleteAsync(Cancel));
        await (await AdminForm.OpenAsync(visitor, url)).SavedAsync();
        Assert.Equal(["South"], First(await visitor.OpenAsync(Shelves)));
    }
}

public sealed class VolumeListTestsOnSqlite() : VolumeListTests(DatabaseServer.Sqlite);

public sealed class VolumeListTestsOnPostgreSql() : VolumeListTests(DatabaseServer.PostgreSql);
