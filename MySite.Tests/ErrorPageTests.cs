using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Data;
using MySite.Tests.Polls;
using MySite.Tests.Support;

namespace MySite.Tests;

/// <summary>What goes wrong is told in the site's own look and keeps its status.</summary>
public sealed class ErrorPageTests() : PollsTests(DatabaseServer.Sqlite)
{
    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PUT")]
    public async Task An_unknown_address_is_not_found_by_any_method(string method)
    {
        // Before publishing, a route for static files that may yet come answers 405 to what is no GET.
        await using var site = new SiteFactory(Database).With("ReloadStaticAssetsAtRuntime", "false");

        var response = await new Visitor(site).SendAsync(new HttpMethod(method), "/nowhere/");

        await IsErrorPageAsync(response, HttpStatusCode.NotFound, "Page not found");
    }

    [Fact]
    public async Task A_question_that_does_not_exist_is_not_found() =>
        await IsErrorPageAsync(
            await CreateVisitor().GetAsync("/polls/4711/"), HttpStatusCode.NotFound, "Page not found");

    [Fact]
    public async Task Voting_by_an_address_alone_is_not_allowed()
    {
        var question = await CreateQuestionAsync("What's up?", -1);

        var response = await CreateVisitor().GetAsync($"/polls/{question.Id}/vote/");

        await IsErrorPageAsync(response, HttpStatusCode.MethodNotAllowed, "Wrong way in");
    }

    [Fact]
    public async Task A_page_without_a_form_takes_no_posts()
    {
        var question = await CreateQuestionAsync("What's up?", -1);
        var visitor = CreateVisitor();
        var form = (await BallotPage.OpenAsync(visitor, question.Id)).Form;
        form.SetAttribute("action", "/polls/");

        var response = await visitor.SubmitAsync(form);

        await IsErrorPageAsync(response, HttpStatusCode.MethodNotAllowed, "Wrong way in");
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("POST", "/polls/", "GET", "HEAD")]
    [InlineData("PUT", "/polls/{0}/", "GET", "HEAD")]
    [InlineData("DELETE", "/polls/{0}/", "GET", "HEAD")]
    [InlineData("PUT", "/polls/{0}/vote/", "POST")]
    public async Task A_page_without_a_handler_for_the_method_says_so_without_asking_for_a_token(
        string method, string url, params string[] allowed)
    {
        var question = await CreateQuestionAsync("What's up?", -1);

        var response = await CreateVisitor().SendAsync(new HttpMethod(method), string.Format(null, url, question.Id));

        await IsErrorPageAsync(response, HttpStatusCode.MethodNotAllowed, "Wrong way in");
        Assert.Equal(allowed, response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/accounts/login/")]
    [InlineData("/accounts/signup/")]
    public async Task A_form_that_cannot_be_read_is_the_senders_fault(string url)
    {
        var broken = new FormUrlEncodedContent([KeyValuePair.Create("Input.UserName", "a\0da")]);

        var response = await CreateVisitor().SendAsync(HttpMethod.Post, url, broken);

        await IsErrorPageAsync(response, HttpStatusCode.BadRequest, "That did not work");
    }

    [Fact]
    public async Task A_failure_shows_nothing_of_its_cause()
    {
        await using var site = new SiteFactory(Database) { Environment = "Production" };
        await using (var scope = site.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<SiteDbContext>().Database.ExecuteSqlAsync(
                $"""ALTER TABLE "Questions" RENAME TO "Elsewhere" """, Cancel);

        var response = await new Visitor(site).GetAsync("/polls/");

        var page = await IsErrorPageAsync(response, HttpStatusCode.InternalServerError, "Something broke");
        Assert.DoesNotContain("no such table", page, StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("/error/404")]
    [InlineData("/error/500")]
    [InlineData("/error/200")]
    public async Task The_error_page_asked_for_by_hand_does_not_exist(string url) =>
        await IsErrorPageAsync(await CreateVisitor().GetAsync(url), HttpStatusCode.NotFound, "Page not found");

    internal static async Task<string> IsErrorPageAsync(
        HttpResponseMessage response, HttpStatusCode status, string heading)
    {
        var page = await Visitor.ReadAsync(response, status);
        Assert.Equal(heading, page.QuerySelector("h1")?.TextContent);
        Assert.Equal("MySite", page.QuerySelector("header .brand")?.TextContent.Trim());
        Assert.Equal("/polls/", page.QuerySelector("main a")?.GetAttribute("href"));
        return page.DocumentElement.TextContent;
    }
}
