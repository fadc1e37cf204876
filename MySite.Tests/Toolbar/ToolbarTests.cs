using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals.Diagnostics;
using MySite.Tests.Accounts;
using MySite.Tests.Support;

namespace MySite.Tests.Toolbar;

/// <summary>The bar under a page tells what the request did, and no secret.</summary>
public sealed class ToolbarTests() : AccountTests(DatabaseServer.Sqlite)
{
    protected override SiteFactory CreateSite(TestDatabase database) => base.CreateSite(database).WithToolbar();

    [Fact]
    public async Task A_page_carries_one_bar_at_the_end_of_its_body_that_its_policy_allows()
    {
        var page = await CreateVisitor().OpenAsync("/polls/");

        var bar = Assert.Single(page.QuerySelectorAll(".tb"));
        Assert.Same(page.Body!.LastElementChild, bar);
        Assert.Empty(page.QuerySelectorAll(".tb [style], .tb script, .tb style, body > script, body > style"));
        Assert.Equal("/toolbar.css", page.QuerySelector("body > link")!.GetAttribute("href"));
        Assert.Equal(
            ["Request", "Signals", "SQL", "Cache", "Mail", "Log"],
            page.QuerySelectorAll(".tb-panels > details").Select(panel => panel.GetAttribute("data-panel")));
        var styles = await CreateVisitor().GetAsync("/toolbar.css");
        Assert.Equal((HttpStatusCode.OK, "text/css"), (styles.StatusCode, styles.Content.Headers.ContentType!.MediaType));
        Assert.Contains(".tb {", await styles.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Site.Services.GetRequiredService<SignalMonitor>().Traces,
            trace => trace.Name.Contains(".css", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_names_the_route_and_the_page_and_of_the_query_the_names_alone()
    {
        var page = await CreateVisitor().OpenAsync("/polls/?token=s3cret&%3Cb%3E=x");

        var text = page.Body("Request");
        Assert.Contains("GET /polls/", text, StringComparison.Ordinal);
        Assert.Contains("/Polls/Index", text, StringComparison.Ordinal);
        Assert.Contains("token=…, <b>=…", text, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", page.QuerySelector(".tb")!.OuterHtml, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".tb-body td b"));
    }

    [Fact]
    public async Task The_caches_are_seen_to_miss_and_then_to_hit_without_sql()
    {
        var first = await CreateVisitor().OpenAsync("/polls/");
        var second = await CreateVisitor().OpenAsync("/polls/");

        var third = await CreateVisitor().OpenAsync("/polls/");

        // The second takes the polls from memory and makes its page, which the third is given.
        Assert.Equal(
            ("1 miss", "1 hit, 1 miss", "1 hit"), (first.Badge("Cache"), second.Badge("Cache"), third.Badge("Cache")));
        Assert.Contains("polls", second.Body("Cache"), StringComparison.Ordinal);
        Assert.Contains("poll_pages", third.Body("Cache"), StringComparison.Ordinal);
        Assert.Contains("FROM \"Questions\"", first.Body("SQL"), StringComparison.Ordinal);
        Assert.Equal("No command was sent to the database.", second.Body("SQL"));
    }

    [Fact]
    public async Task What_a_redirect_did_is_in_the_bar_of_the_next_page_once()
    {
        var visitor = CreateVisitor();
        var page = await visitor.FollowAsync(await SignUpAsync(visitor, "lovelace", "countess@example.org"));

        Assert.Equal("POST 302", page.Badge("Previous request"));
        var before = page.Body("Previous request");
        Assert.All(
            ["post_save from User", "user_created", "SendWelcomeMail", "INSERT INTO \"AspNetUsers\"", "was created"],
            text => Assert.Contains(text, before, StringComparison.Ordinal));
        Assert.Empty((await visitor.OpenAsync("/polls/")).QuerySelectorAll("[data-panel='Previous request']"));
    }

    [Fact]
    public async Task Neither_a_password_nor_an_address_nor_a_cookie_is_shown()
    {
        var visitor = CreateVisitor();
        var response = await SignUpAsync(visitor, "lovelace", "countess@example.org");
        var cookie = response.Headers.GetValues("Set-Cookie").First(value => value.Contains('=')).Split('=', ';')[1];
        var bar = (await visitor.FollowAsync(response)).QuerySelector(".tb")!.OuterHtml;

        Assert.Contains("user_created", bar, StringComparison.Ordinal);
        Assert.All(
            [Password, "countess", "lovelace", cookie],
            secret => Assert.DoesNotContain(secret, bar, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_mail_that_the_request_left_to_a_delivery_is_shown_with_its_subject_when_it_is_sent()
    {
        var visitor = CreateVisitor();
        var response = await SignUpAsync(visitor, "ada");
        await Eventually.IsTrueAsync(() => Task.FromResult(
            Directory.Exists(Site.MailFolder) && Directory.EnumerateFiles(Site.MailFolder, "*.eml").Any()));

        var before = (await visitor.FollowAsync(response)).Body("Previous request");

        Assert.Matches("Mail 0, [0-9]+ stored", before);
        Assert.Contains("Welcome to MySite", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Your account is ready", before, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lines_that_a_request_wrote_are_shown_and_those_of_others_are_not()
    {
        var visitor = CreateVisitor();
        var form = await AccountForm.OpenAsync(visitor, "/accounts/login/");
        var response = await form.SubmitAsync(("User name or e-mail", "nobody"), ("Password", Password));
        var page = await Visitor.ReadAsync(response, HttpStatusCode.OK);

        Assert.Contains("A log-in by Password failed", page.Body("Log"), StringComparison.Ordinal);
        Assert.DoesNotContain("log-in", (await visitor.OpenAsync("/polls/")).Body("Log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_page_has_its_bar_once()
    {
        var page = await Visitor.ReadAsync(await CreateVisitor().GetAsync("/nowhere/"), HttpStatusCode.NotFound);

        Assert.Single(page.QuerySelectorAll(".tb"));
        Assert.Contains("404", page.Badge("Request"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_that_shows_a_developer_an_exception_may_look_as_it_is_meant_and_has_its_bar_too()
    {
        await InScopeAsync(db => db.Database.ExecuteSqlAsync($"""ALTER TABLE "Questions" RENAME TO "Elsewhere" """, Cancel));
        var visitor = CreateVisitor();
        visitor.Http.DefaultRequestHeaders.Add("Accept", "text/html");

        var response = await visitor.GetAsync("/polls/");

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';", policy, StringComparison.Ordinal);
        var page = await Visitor.ReadAsync(response, HttpStatusCode.InternalServerError);
        Assert.Contains("no such table", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll(".tb"));
        Assert.Contains("GET 500", page.Badge("Request"), StringComparison.Ordinal);
        Assert.Contains("SqliteException", page.Body("SQL"), StringComparison.Ordinal);
        Assert.Contains("GET /polls/ failed", page.Body("Log"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/healthz/ready", null)]
    [InlineData("GET", "/site.css", null)]
    [InlineData("HEAD", "/polls/", null)]
    [InlineData("GET", "/", null)]
    [InlineData("GET", "/polls/", "iframe")]
    [InlineData("GET", "/polls/", "empty")]
    public async Task Nothing_is_added_to_what_is_no_page_of_its_own(string method, string url, string? destination)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        if (destination is not null)
            request.Headers.Add("Sec-Fetch-Dest", destination);

        var response = await CreateVisitor().Http.SendAsync(request, Cancel);

        Assert.True((int)response.StatusCode < 400);
        Assert.DoesNotContain(
            "id=\"toolbar\"", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }
}
