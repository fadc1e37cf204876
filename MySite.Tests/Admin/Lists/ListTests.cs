using System.Net;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Lists;

public abstract class ListTests(DatabaseServer server) : ListSite(server)
{
    [Fact]
    public async Task Columns_show_texts_dates_and_icons_and_the_first_leads_to_the_object()
    {
        await SaveAsync(new Question("What's up?", Now.AddHours(-1)), new Question("Old", Now.AddDays(-9)));
        var page = await (await SuperuserAsync()).OpenAsync("/admin/polls/question/");

        Assert.Equal("Select question to change", Text(page.QuerySelector("h1")));
        Assert.Equal("Home › Polls › Questions", Text(page.QuerySelector("nav[aria-label=Breadcrumb]")));
        Assert.Equal(
            ["Select", "Question text", "Date published ▾", "Published recently?"],
            Texts(page, "th").Select(heading => heading.Replace(" ×", "", StringComparison.Ordinal)));
        Assert.Equal(["", "What's up?", "15 Jun 2035, 11:00", "✓Yes"], Texts(page, "tbody tr:first-child td"));
        Assert.Equal(["", "Old", "6 Jun 2035, 12:00", "–No"], Texts(page, "tbody tr:last-child td"));
        Assert.Equal("2 questions", Text(page.QuerySelector(".count")));
        Assert.Equal("/admin/polls/question/add/", Link(page, "Add question"));
        Assert.Matches("^/admin/polls/question/[0-9]+/change/$", Link(page, "Old"));
    }

    [Fact]
    public async Task A_model_that_is_not_declared_is_not_found_and_without_a_permission_it_is_forbidden()
    {
        var visitor = await LogInAsync("grace", permissions: "polls.view_tag");

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/admin/polls/nothing/")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/admin/polls/question/")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/admin/polls/question/export.csv")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await CreateVisitor().GetAsync("/admin/polls/question/")).StatusCode);
        var page = await visitor.OpenAsync("/admin/polls/tag/");
        Assert.Equal("Select tag to view", Text(page.QuerySelector("h1")));
        Assert.Equal("No tags yet.", Text(page.QuerySelector(".empty")));
    }

    [Fact]
    public async Task An_empty_list_offers_to_add_and_an_empty_search_to_show_all()
    {
        var visitor = await SuperuserAsync();

        var page = await visitor.OpenAsync("/admin/polls/question/");
        Assert.Equal("No questions yet. Add question", Text(page.QuerySelector(".empty")));

        page = await visitor.OpenAsync("/admin/polls/question/?q=x");
        Assert.Equal("No questions match. Show all questions", Text(page.QuerySelector(".empty")));
    }

    [Fact]
    public async Task Headings_sort_turn_and_take_back_by_several_columns()
    {
        var question = new Question("Q", Now);
        question.Choices.AddRange([new("b") { Votes = 2 }, new("a") { Votes = 2 }, new("c") { Votes = 1 }]);
        await SaveAsync(question);
        var visitor = await SuperuserAsync();

        var page = await visitor.OpenAsync("/admin/tests/choice/");
        Assert.Equal("c", First(page)[0]);
        page = await visitor.OpenAsync(Link(page, "Votes"));
        Assert.EndsWith("?o=-2", page.QuerySelector("main form[method=post]")!.GetAttribute("action"), StringComparison.Ordinal);
        Assert.Equal("c", First(page)[2]);
        page = await visitor.OpenAsync(Link(page, "Choice text"));
        Assert.Equal(["a", "b", "c"], First(page));
        Assert.Equal(["Choice text ▴ 1 ×", "Votes ▾ 2 ×", "Question"], Texts(page, "th:not(:first-child)"));
        page = await visitor.OpenAsync("/admin/tests/choice/?o=-2.-1");
        Assert.Equal(["b", "a", "c"], First(page));
        page = await visitor.OpenAsync(page.QuerySelector("[aria-label='Do not sort by Votes']")!.GetAttribute("href")!);
        Assert.Equal(["c", "b", "a"], First(page));
    }

    [Theory]
    [InlineData("/admin/polls/question/?o=9")]
    [InlineData("/admin/polls/question/?o=x.--")]
    [InlineData("/admin/polls/question/?pub_date=never")]
    [InlineData("/admin/polls/question/?d=2035-13")]
    [InlineData("/admin/polls/question/?d=9999")]
    [InlineData("/admin/polls/question/?after=x!")]
    [InlineData("/admin/polls/question/?before=W10")]
    [InlineData("/admin/tests/choice/?question=x")]
    public async Task What_makes_no_sense_is_left_out_with_a_word(string url)
    {
        await SaveAsync(new Question("Q", Now) { Choices = { new("c") } });

        var page = await (await SuperuserAsync()).OpenAsync(url);

        Assert.Single(First(page));
        Assert.NotEmpty(Notice(page));
    }

    [Fact]
    public async Task What_is_shown_travels_to_the_page_of_an_object()
    {
        await SaveAsync(new Question("What?", Now));

        var page = await (await SuperuserAsync()).OpenAsync("/admin/polls/question/?q=what&pub_date=today&o=1&evil=1");

        Assert.EndsWith(
            "/change/?list=q%3Dwhat%26pub_date%3Dtoday%26o%3D1", Link(page, "What?"), StringComparison.Ordinal);
    }
}

public sealed class ListTestsOnSqlite() : ListTests(DatabaseServer.Sqlite);

public sealed class ListTestsOnPostgreSql() : ListTests(DatabaseServer.PostgreSql);
