using MySite.Accounts;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Lists;

public abstract class ListFilterTests(DatabaseServer server) : ListSite(server)
{
    [Fact]
    public async Task Dates_are_filtered_by_the_tutorials_choices_with_counts()
    {
        await SaveAsync(
            new Question("today", Now.AddHours(-11)), new Question("tonight", Now.AddHours(11)),
            new Question("six days ago", Now.AddDays(-6)), new Question("twelve days ago", Now.AddDays(-12)),
            new Question("in spring", Now.AddMonths(-2)), new Question("last year", Now.AddYears(-1)));
        var visitor = await SuperuserAsync();

        var page = await visitor.OpenAsync("/admin/polls/question/");
        Assert.Equal(
            ["Any date", "Today (2)", "Past 7 days (3)", "This month (4)", "This year (5)"], Texts(page, "aside li"));
        Assert.Equal("By date published", Text(page.QuerySelector("aside h3")));
        Assert.Equal("Any date", Text(page.QuerySelector("aside strong")));

        page = await visitor.OpenAsync(Link(page, "Past 7 days"));
        Assert.Equal(["tonight", "today", "six days ago"], First(page));
        Assert.Equal("Past 7 days", Text(page.QuerySelector("aside strong")));
        Assert.Contains("This year (5)", Texts(page, "aside li"));
        Assert.Equal("3 questions", Text(page.QuerySelector(".count")));
        Assert.Equal(6, First(await visitor.OpenAsync(Link(page, "Any date"))).Length);
    }

    [Fact]
    public async Task Booleans_and_missing_dates_have_their_choices()
    {
        await SaveAsync(Member("ada", isStaff: true), Member("bob", isStaff: false));
        var visitor = await SuperuserAsync();

        var page = await visitor.OpenAsync("/admin/tests/member/?is_staff=no");
        Assert.Equal(["bob"], First(page));
        Assert.Equal(["All", "Yes (2)", "No (1)"], Texts(page, "aside div:nth-of-type(1) li"));
        Assert.Contains("Empty (0)", Texts(page, "aside li"));
        Assert.Equal(2, First(await visitor.OpenAsync("/admin/tests/member/?is_staff=yes&last_login=none")).Length);
    }

    [Fact]
    public async Task A_filter_may_have_conditions_of_its_own()
    {
        await SaveAsync(Member("ada", isStaff: true), Member("bartholomew", isStaff: false));
        var visitor = await SuperuserAsync();

        var page = await visitor.OpenAsync("/admin/tests/member/");
        Assert.Equal(["All", "Short (1)", "Very long (1)"], Texts(page, "aside div:nth-of-type(3) li"));
        Assert.Equal("By length of name", Text(page.QuerySelectorAll("aside h3")[2]));

        page = await visitor.OpenAsync(Link(page, "Very long"));
        Assert.Equal(["bartholomew"], First(page));
        Assert.Equal("Very long", Text(page.QuerySelector("aside div:nth-of-type(3) strong")));
        Assert.Equal(["ada"], First(await visitor.OpenAsync("/admin/tests/member/?length_of_name=short&is_staff=yes")));
        Assert.Equal(2, First(await visitor.OpenAsync("/admin/tests/member/?length_of_name=%27")).Length);
    }

    [Fact]
    public async Task References_offer_the_objects_that_occur()
    {
        await SaveAsync(
            new Question("Lunch?", Now) { Choices = { new("Soup"), new("Salad") } },
            new Question("Dinner?", Now) { Choices = { new("Rice") } }, new Question("Nothing?", Now));
        var visitor = await SuperuserAsync();

        var page = await visitor.OpenAsync("/admin/tests/choice/");
        Assert.Equal(["All", "Dinner? (1)", "Lunch? (2)"], Texts(page, "aside li"));
        page = await visitor.OpenAsync(Link(page, "Lunch?"));
        Assert.Equal(["Salad", "Soup"], First(page).Order());
        Assert.Contains("Lunch?", Texts(page, "tbody tr:first-child td"));
    }

    [Fact]
    public async Task Relations_to_many_offer_the_objects_that_occur()
    {
        var (food, art) = (new Tag("food"), new Tag("art"));
        await SaveAsync(new Question("Lunch?", Now) { Tags = { food, art } }, new Question("Dinner?", Now) { Tags = { food } });
        await SaveAsync(new Tag("unused"));
        var visitor = await SuperuserAsync();

        var page = await visitor.OpenAsync("/admin/tests/tagged/");
        Assert.Equal(["All", "art (1)", "food (2)"], Texts(page, "aside li"));
        Assert.Equal(["Lunch?"], First(await visitor.OpenAsync(Link(page, "art"))));
    }

    [Fact]
    public async Task Dates_are_drilled_into_year_by_month_by_day_where_there_are_rows()
    {
        var day = new DateTimeOffset(2034, 3, 9, 23, 59, 59, TimeSpan.Zero);
        await SaveAsync(
            new Question("a", day), new Question("b", day.AddSeconds(1)), new Question("c", day.AddMonths(2)),
            new Question("d", day.AddYears(-2)));
        var visitor = await SuperuserAsync();

        var page = await visitor.OpenAsync("/admin/polls/question/");
        Assert.Equal(["2032", "2034"], Texts(page, ".drill a"));
        page = await visitor.OpenAsync(Link(page, "2034"));
        Assert.Equal(["c", "b", "a"], First(page));
        Assert.Equal(["‹ All dates", "March 2034", "May 2034"], Texts(page, ".drill a"));
        page = await visitor.OpenAsync(Link(page, "March 2034"));
        Assert.Equal(["‹ 2034", "March 9", "March 10"], Texts(page, ".drill a"));
        page = await visitor.OpenAsync(Link(page, "March 9"));
        Assert.Equal(["a"], First(page));
        Assert.Equal(["‹ March 2034"], Texts(page, ".drill a"));
        Assert.Equal("1 question", Text(page.QuerySelector(".count")));
    }

    [Fact]
    public async Task A_single_year_is_no_choice_and_filters_leave_out_dates()
    {
        await SaveAsync(new Question("x", Now), new Question("y", Now.AddDays(-40)), new Question("z", Now.AddDays(-400)));
        var visitor = await SuperuserAsync();

        var year = await visitor.OpenAsync("/admin/polls/question/?pub_date=this_year");
        Assert.Equal(["May 2035", "June 2035"], Texts(year, ".drill a"));
        Assert.Equal(["June 15"], Texts(await visitor.OpenAsync("/admin/polls/question/?q=x"), ".drill a"));
    }

    private User Member(string name, bool isStaff) => new()
    {
        Id = Guid.CreateVersion7(Now),
        UserName = name,
        DateJoined = Now,
        IsStaff = isStaff,
        LastLogin = isStaff ? null : Now,
    };
}

public sealed class ListFilterTestsOnSqlite() : ListFilterTests(DatabaseServer.Sqlite);

public sealed class ListFilterTestsOnPostgreSql() : ListFilterTests(DatabaseServer.PostgreSql);
