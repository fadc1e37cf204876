using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using MySite.Shared;
using MySite.Tests.Polls;
using MySite.Tests.Support;

namespace MySite.Tests;

/// <summary>Cookies and the way between browser and site.</summary>
public sealed class CookieTests() : PollsTests(DatabaseServer.Sqlite)
{
    [Theory]
    [InlineData("Development", "", "http://localhost", false)]
    [InlineData("Development", "", "https://localhost", true)]
    [InlineData("Production", "", "http://polls.example", true)]
    [InlineData("Production", "", "https://polls.example", true)]
    [InlineData("Production", "false", "http://polls.example", false)]
    [InlineData("Production", "false", "https://polls.example", true)]
    public async Task Every_cookie_is_closed_to_scripts_and_other_sites_and_secure_where_it_can_be(
        string environment, string https, string address, bool secure)
    {
        var question = await CreateQuestionAsync("What's up?", -1, "The sky");
        await using var site = new SiteFactory(Database) { Environment = environment }.With("Site:Https", https);
        var visitor = new Visitor(site, address);

        var asked = await visitor.GetAsync($"/polls/{question.Id}/");
        var cookies = asked.Headers.GetValues("Set-Cookie").ToList();
        if (!secure || address.StartsWith("https", StringComparison.Ordinal))
        {
            var voted = await (await BallotPage.OpenAsync(visitor, question.Id)).SendAsync($"{question.Choices[0].Id}");
            cookies.AddRange(voted.Headers.GetValues("Set-Cookie"));
            Assert.Equal(2, cookies.Count);
        }

        Assert.All(cookies, cookie =>
        {
            Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(secure, cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
        });
    }

    [Theory]
    [InlineData("127.0.0.1", "localhost", false)]
    [InlineData("::1", "[::1]:8000", false)]
    [InlineData("127.0.0.1", "polls.example", true)]
    [InlineData("192.0.2.7", "localhost", true)]
    [InlineData(null, "localhost", true)]
    public void Plain_http_from_this_machine_to_itself_is_the_only_exception(string? from, string host, bool secure)
    {
        var environment = new HostingEnvironment { EnvironmentName = "Production" };
        var context = new DefaultHttpContext { Request = { Scheme = "http", Host = new HostString(host) } };
        context.Connection.RemoteIpAddress = from is null ? null : IPAddress.Parse(from);
        var cookie = new CookieOptions();

        new CookieSecurity(Options.Create(new SiteOptions()), environment).Apply(context, cookie);

        Assert.Equal(secure, cookie.Secure);
    }

    [Fact]
    public async Task Outside_development_plain_http_is_sent_on_to_https_which_asks_to_be_remembered()
    {
        await using var site = new SiteFactory(Database) { Environment = "Production" }
            .With("Site:Https", "").With("https_port", "443");

        var plain = await new Visitor(site, "http://polls.example").GetAsync("/polls/");
        var secure = await new Visitor(site, "https://polls.example").GetAsync("/polls/");

        Assert.Equal(HttpStatusCode.TemporaryRedirect, plain.StatusCode);
        Assert.Equal("https://polls.example/polls/", plain.Headers.Location?.OriginalString);
        Assert.True(secure.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_site_that_is_meant_for_plain_http_does_neither()
    {
        await using var site = new SiteFactory(Database) { Environment = "Production" }
            .With("Site:Https", "false").With("https_port", "443");

        var response = await new Visitor(site, "http://polls.example").GetAsync("/polls/");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
    }
}
