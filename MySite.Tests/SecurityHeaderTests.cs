using MySite.Tests.Polls;
using MySite.Tests.Support;

namespace MySite.Tests;

public sealed class SecurityHeaderTests() : PollsTests(DatabaseServer.Sqlite)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/polls/")]
    [InlineData("/nowhere/")]
    [InlineData("/site.css")]
    [InlineData("/admin/")]
    public async Task Every_response_carries_them(string url)
    {
        var response = await CreateVisitor().GetAsync(url);

        var policy = Header(response, "Content-Security-Policy");
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("SAMEORIGIN", Header(response, "X-Frame-Options"));
        Assert.Equal("strict-origin-when-cross-origin", Header(response, "Referrer-Policy"));
        Assert.DoesNotContain("publickey", Header(response, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.Empty(response.Headers.Server);
    }

    [Fact]
    public async Task No_page_holds_a_style_or_a_script_that_the_policy_would_refuse()
    {
        var question = await CreateQuestionAsync("What's up?", -1);
        var visitor = CreateVisitor();

        foreach (var url in new[] { "/polls/", $"/polls/{question.Id}/", $"/polls/{question.Id}/results/" })
        {
            var page = await visitor.OpenAsync(url);
            Assert.Empty(page.QuerySelectorAll("style, [style], script:not([src])"));
            Assert.DoesNotContain(
                page.All.SelectMany(element => element.Attributes),
                attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
            Assert.All(
                page.QuerySelectorAll("[src], link[href]").Select(e => e.GetAttribute("src") ?? e.GetAttribute("href")),
                source => Assert.StartsWith("/", source, StringComparison.Ordinal));
        }
    }

    private static string Header(HttpResponseMessage response, string name) =>
        Assert.Single(response.Headers.GetValues(name));
}
