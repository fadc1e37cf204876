using System.Net;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Admin;

public abstract class AdminTests(DatabaseServer server) : SiteTests(server)
{
    [Fact]
    public async Task Strangers_are_asked_to_log_in()
    {
        var response = await CreateVisitor().GetAsync("/admin/");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.StartsWith(
            "http://localhost/accounts/login/?", response.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_without_the_flag_are_told_that_it_is_not_for_them()
    {
        var visitor = await Site.CreateSignedInVisitorAsync("ada");

        await ErrorPageTests.IsErrorPageAsync(
            await visitor.GetAsync("/admin/"), HttpStatusCode.Forbidden, "Not for you");
        Assert.Empty((await visitor.OpenAsync("/polls/")).QuerySelectorAll("nav a[href='/admin/']"));
    }

    [Fact]
    public async Task Staff_find_the_way_from_the_frame_and_see_what_there_is()
    {
        await SaveAsync(
            new Question("What's up?", Now) { Choices = { new("Not much"), new("The sky") { Votes = 6 } } },
            new Question("Later", Now.AddDays(1)) { Choices = { new("Yes") } });
        var visitor = await Site.CreateSignedInVisitorAsync("grace", isStaff: true);
        Assert.Single((await visitor.OpenAsync("/polls/")).QuerySelectorAll("nav a[href='/admin/']"));

        var page = await visitor.OpenAsync("/admin/");

        Assert.Equal("Polls administration", page.QuerySelector("h1")?.TextContent);
        Assert.Equal("Admin", page.QuerySelector("nav [aria-current=page]")?.TextContent);
        Assert.Equal(
            ["Questions 2", "Choices 3", "Votes 6", "Users 1"],
            page.QuerySelectorAll(".counts > div")
                .Select(count => $"{count.Children[0].TextContent} {count.Children[1].TextContent}"));
    }
}

public sealed class AdminTestsOnSqlite() : AdminTests(DatabaseServer.Sqlite);

public sealed class AdminTestsOnPostgreSql() : AdminTests(DatabaseServer.PostgreSql);
