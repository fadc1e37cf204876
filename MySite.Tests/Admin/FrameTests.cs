using System.Net;
using Microsoft.EntityFrameworkCore;
using MySite.Accounts;
using MySite.Polls;
using MySite.Tests.Admin.Lists;
using MySite.Tests.Support;

namespace MySite.Tests.Admin;

/// <summary>What stands around every page of the administration.</summary>
public sealed class FrameTests() : ListSite(DatabaseServer.Sqlite)
{
    [Fact]
    public async Task The_models_that_one_may_see_stand_at_the_side_and_the_present_one_is_marked()
    {
        var visitor = await LogInAsync("vera", permissions: ["polls.view_question", "polls.change_tag", "accounts.add_group"]);

        var page = await visitor.OpenAsync("/admin/polls/tag/");

        Assert.Equal(["Groups", "Questions", "Tags"], Texts(page, ".side a"));
        Assert.Equal(
            ["/admin/accounts/group/add/", "/admin/polls/question/", "/admin/polls/tag/"],
            page.QuerySelectorAll(".side a").Select(link => link.GetAttribute("href")));
        Assert.Equal(["Accounts", "Polls"], Texts(page, ".side p"));
        Assert.Equal("Tags", Text(page.QuerySelector(".side [aria-current=page]")));
        Assert.Single(page.QuerySelectorAll(".side [aria-current]"));
        Assert.True(page.QuerySelector(".side-filter")!.HasAttribute("hidden"));
        page = await visitor.OpenAsync("/admin/polls/question/?q=x");
        Assert.Equal("Questions", Text(page.QuerySelector(".side [aria-current]")));
    }

    [Fact]
    public async Task A_page_of_an_object_marks_its_model_too_and_other_pages_show_no_models_at_the_side()
    {
        var visitor = await SuperuserAsync();

        var page = await visitor.OpenAsync("/admin/polls/question/add/");
        Assert.Equal("Questions", Text(page.QuerySelector(".side [aria-current=true]")));
        Assert.Empty((await visitor.OpenAsync("/admin/")).QuerySelectorAll(".side"));
        Assert.Empty((await visitor.OpenAsync("/polls/")).QuerySelectorAll(".side"));
    }

    [Theory]
    [InlineData("/admin/polls/question/", "Home › Polls › Questions")]
    [InlineData("/admin/polls/question/?q=why", "Home › Polls › Questions")]
    [InlineData("/admin/polls/question/deleted/", "Home › Polls › Questions › Deleted")]
    [InlineData("/admin/polls/question/add/", "Home › Polls › Questions › Add")]
    [InlineData("/admin/polls/question/{question}/change/", "Home › Polls › Questions › Why?")]
    [InlineData("/admin/polls/question/{question}/delete/", "Home › Polls › Questions › Why? › Delete")]
    [InlineData("/admin/polls/question/{question}/history/", "Home › Polls › Questions › Why? › History")]
    [InlineData("/admin/accounts/user/add/", "Home › Accounts › Users › Add user")]
    [InlineData("/admin/accounts/user/{user}/change/", "Home › Accounts › Users › root")]
    [InlineData("/admin/accounts/user/{user}/password/", "Home › Accounts › Users › root › Change password")]
    [InlineData("/admin/accounts/group/add/", "Home › Accounts › Groups › Add group")]
    public async Task Each_page_says_the_way_to_it_alike(string url, string way)
    {
        await SaveAsync(new Question("Why?", Now));
        var visitor = await SuperuserAsync();
        var question = await InScopeAsync(db => db.Set<Question>().Select(each => each.Id).SingleAsync(Cancel));
        var user = await InScopeAsync(db => db.Set<User>().Select(each => each.Id).SingleAsync(Cancel));

        var page = await visitor.OpenAsync(url.Replace("{question}", $"{question}", StringComparison.Ordinal)
            .Replace("{user}", $"{user}", StringComparison.Ordinal));

        var crumbs = Assert.Single(page.QuerySelectorAll("nav.crumbs[aria-label=Breadcrumb]"));
        Assert.Equal(way, Text(crumbs));
        Assert.Equal(way.Split(" › ")[^1], Text(crumbs.QuerySelector("[aria-current=page]")));
        foreach (var link in crumbs.QuerySelectorAll("a"))
            await visitor.OpenAsync(link.GetAttribute("href")!);
    }

    [Theory]
    [InlineData("/admin/polls/question/")]
    [InlineData("/admin/polls/question/action/")]
    [InlineData("/admin/polls/question/add/")]
    [InlineData("/admin/polls/question/1/change/")]
    [InlineData("/admin/polls/question/1/delete/")]
    [InlineData("/admin/polls/question/1/history/?handler=Undo")]
    [InlineData("/admin/accounts/user/add/")]
    [InlineData("/admin/accounts/group/add/")]
    public async Task A_form_without_its_token_is_refused(string url)
    {
        await SaveAsync(new Question("Why?", Now));
        var sent = new FormUrlEncodedContent([new("action", "delete_selected"), new("all", "1"), new("confirmed", "1")]);

        var response = await (await SuperuserAsync()).SendAsync(HttpMethod.Post, url, sent);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(1, await InScopeAsync(db => db.Set<Question>().CountAsync(Cancel)));
    }

    [Fact]
    public async Task An_object_with_a_page_of_its_own_links_to_it()
    {
        await SaveAsync(new Question("Why?", Now), new Tag("fun"));
        var visitor = await SuperuserAsync();

        Assert.Equal("/polls/1/", Link(await visitor.OpenAsync("/admin/polls/question/1/change/"), "View on site"));
        Assert.DoesNotContain("View on site", Texts(await visitor.OpenAsync("/admin/polls/tag/1/change/"), "main a"));
    }

    [Fact]
    public async Task The_way_leads_back_to_the_list_as_it_was()
    {
        await SaveAsync(new Question("Why?", Now));
        var visitor = await SuperuserAsync();

        var page = await visitor.OpenAsync(Link(await visitor.OpenAsync("/admin/polls/question/?q=why&o=1"), "Why?"));

        Assert.Equal("/admin/polls/question/?q=why&o=1", Link(page, "Questions"));
    }
}
