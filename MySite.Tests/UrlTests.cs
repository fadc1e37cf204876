using System.Net;
using MySite.Tests.Polls;
using MySite.Tests.Support;

namespace MySite.Tests;

/// <summary>The addresses of the site.</summary>
public sealed class UrlTests() : PollsTests(DatabaseServer.Sqlite)
{
    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task The_root_leads_to_the_polls(string method)
    {
        var response = await CreateVisitor().SendAsync(new HttpMethod(method), "/");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/polls/", response.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/polls{0}")]
    [InlineData("/polls/{1}{0}")]
    [InlineData("/polls/{1}/results{0}")]
    [InlineData("/Polls{0}")]
    [InlineData("/healthz/live{0}")]
    [InlineData("/healthz/ready{0}")]
    public async Task Addresses_work_with_and_without_the_slash_at_their_end(string url)
    {
        var question = await CreateQuestionAsync("What's up?", -1);
        var visitor = CreateVisitor();

        foreach (var slash in new[] { "", "/" })
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
            {
                var response = await visitor.SendAsync(method, string.Format(null, url, slash, question.Id));
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }
        }
    }

    [Fact]
    public async Task A_vote_may_be_sent_to_the_address_without_the_slash_and_is_redirected_to_one_with_it()
    {
        var question = await CreateQuestionAsync("What's up?", -1, "The sky");
        var visitor = CreateVisitor();
        var ballot = await BallotPage.OpenAsync(visitor, question.Id);
        Assert.Equal($"/polls/{question.Id}/vote/", ballot.Form.GetAttribute("action"));
        ballot.Form.SetAttribute("action", $"/polls/{question.Id}/vote");

        var response = await ballot.SendAsync($"{question.Choices[0].Id}");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal($"/polls/{question.Id}/results/", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Every_link_of_the_pages_ends_with_a_slash()
    {
        var question = await CreateQuestionAsync("What's up?", -1);
        var visitor = CreateVisitor();

        foreach (var url in new[] { "/polls/", $"/polls/{question.Id}/", $"/polls/{question.Id}/results/" })
        {
            var page = await visitor.OpenAsync(url);
            var links = page.QuerySelectorAll("a[href^='/']").Select(link => link.GetAttribute("href")!).ToList();
            Assert.NotEmpty(links);
            Assert.All(links, link => Assert.EndsWith("/", link, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_frame_says_where_one_is_and_offers_the_way_in()
    {
        var page = await CreateVisitor().OpenAsync("/polls/");

        Assert.Equal("Polls", page.QuerySelector("nav [aria-current=page]")?.TextContent);
        Assert.Equal("/accounts/login/", Link("Log in"));
        Assert.Equal("/accounts/signup/", Link("Sign up"));
        Assert.Null(page.QuerySelector("header form"));
        Assert.Equal("#main", page.QuerySelector("body > a")?.GetAttribute("href"));

        string? Link(string text) =>
            page.QuerySelectorAll("header a").Single(a => a.TextContent == text).GetAttribute("href");
    }

    [Fact]
    public async Task Someone_logged_in_sees_the_name_and_a_form_to_log_out()
    {
        var visitor = await Site.CreateSignedInVisitorAsync("ada");

        var page = await visitor.OpenAsync("/polls/");

        Assert.Equal("ada", page.QuerySelector("header .who")?.TextContent);
        var form = page.QuerySelector("header form[method=post]");
        Assert.Equal("/accounts/logout/", form?.GetAttribute("action"));
        Assert.NotNull(form!.QuerySelector("input[name=__RequestVerificationToken]"));
        Assert.DoesNotContain("Log in", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_style_sheet_and_the_icon_are_there_under_names_that_change_with_them()
    {
        var visitor = CreateVisitor();
        var page = await visitor.OpenAsync("/polls/");

        foreach (var link in page.QuerySelectorAll("head link"))
        {
            var url = link.GetAttribute("href")!;
            Assert.Matches(@"^/\w+\.\w{10}\.(css|svg)$", url);
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(url)).StatusCode);
        }

        var plain = await visitor.GetAsync("/site.css");
        Assert.Equal("text/css", plain.Content.Headers.ContentType?.MediaType);
    }
}
