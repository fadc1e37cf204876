using MySite.Accounts;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Lists;

public abstract class ListPagingTests(DatabaseServer server) : ListSite(server)
{
    [Fact]
    public async Task Pages_follow_each_other_both_ways_where_dates_are_equal_too()
    {
        await SaveAsync([.. Enumerable.Range(0, 250).Select(n => new Question($"Q{n:000}", Now.AddDays(-(n / 60))))]);
        var visitor = await SuperuserAsync();

        var first = await visitor.OpenAsync("/admin/polls/question/");
        Assert.Equal("100 of 250 questions", Text(first.QuerySelector(".count")));
        Assert.DoesNotContain("Previous", Texts(first, "nav[aria-label=Pages] a"));
        var second = await visitor.OpenAsync(Link(first, "Next"));
        var third = await visitor.OpenAsync(Link(second, "Next"));

        Assert.Equal(["First", "Previous"], Texts(third, "nav[aria-label=Pages] a"));
        Assert.Equal(250, First(first).Concat(First(second)).Concat(First(third)).Distinct().Count());
        var back = await visitor.OpenAsync(Link(third, "Previous"));
        Assert.Equal(First(second), First(back));
        Assert.Equal(First(third), First(await visitor.OpenAsync(Link(back, "Next"))));
        var start = await visitor.OpenAsync(Link(back, "Previous"));
        Assert.Equal(First(first), First(start));
        Assert.DoesNotContain("Previous", Texts(start, "nav[aria-label=Pages] a"));
    }

    [Theory]
    [InlineData("o=3")]
    [InlineData("o=-3")]
    [InlineData("o=2.-3")]
    [InlineData("o=-2.3.1")]
    public async Task Missing_values_and_booleans_have_their_place_in_the_pages(string order)
    {
        await SaveAsync([.. Enumerable.Range(0, 7).Select(n => new User
        {
            Id = Guid.CreateVersion7(Now.AddMinutes(n)),
            UserName = $"user{n}",
            DateJoined = Now,
            IsStaff = n % 3 == 0,
            LastLogin = n % 2 == 0 ? null : Now.AddDays(-n),
        })]);
        var visitor = await SuperuserAsync();

        List<string> seen = [];
        var page = await visitor.OpenAsync($"/admin/tests/member/?{order}");
        var whole = First(await visitor.OpenAsync($"/admin/tests/member/?all=1&{order}"));
        for (var number = 0; number < 4; number++)
        {
            seen.AddRange(First(page));
            if (Texts(page, "nav[aria-label=Pages] a").Contains("Next"))
                page = await visitor.OpenAsync(Link(page, "Next"));
        }
        Assert.Equal(8, whole.Length);
        Assert.Equal(whole, seen);

        var back = await visitor.OpenAsync(Link(page, "Previous"));
        Assert.Equal(whole[4..6], First(back));
    }

    [Fact]
    public async Task More_than_a_thousand_are_not_counted_and_the_page_says_so()
    {
        await SaveAsync([.. Enumerable.Range(0, 1_001).Select(n => new Question($"Q{n}", Now.AddSeconds(-n)))]);

        var page = await (await SuperuserAsync()).OpenAsync("/admin/polls/question/");

        Assert.Equal("100 of more than 1,000 questions", Text(page.QuerySelector(".count")));
        Assert.Contains("Today (1000+)", Text(page.QuerySelector("aside")), StringComparison.Ordinal);
        Assert.DoesNotContain("Show all", Texts(page, "nav[aria-label=Pages] a"));
    }

    [Fact]
    public async Task Up_to_two_hundred_are_shown_at_once_on_request()
    {
        await SaveAsync([.. Enumerable.Range(0, 150).Select(n => new Question($"Q{n}", Now))]);
        var visitor = await SuperuserAsync();

        var page = await visitor.OpenAsync(Link(await visitor.OpenAsync("/admin/polls/question/"), "Show all"));
        Assert.Equal(150, First(page).Length);

        await SaveAsync([.. Enumerable.Range(0, 51).Select(n => new Question($"R{n}", Now))]);
        page = await visitor.OpenAsync("/admin/polls/question/?all=1");
        Assert.Equal(100, First(page).Length);
        Assert.Equal("There are more than 200, which are too many for one page.", Notice(page));
    }
}

public sealed class ListPagingTestsOnSqlite() : ListPagingTests(DatabaseServer.Sqlite);

public sealed class ListPagingTestsOnPostgreSql() : ListPagingTests(DatabaseServer.PostgreSql);
