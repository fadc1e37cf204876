using Microsoft.AspNetCore.Http;
using MySite.Toolbar;

namespace MySite.Tests.Toolbar;

/// <summary>Which request is taken for the one that led to another.</summary>
public sealed class ToolbarLedgerTests
{
    private readonly ToolbarLedger _ledger = new();

    [Theory]
    [InlineData("", "", "/", "/polls/", "/polls/")]
    [InlineData("example.org", "", "/polls/1/vote/", "../results/?a=1", "/polls/1/results/?a=1")]
    [InlineData("example.org", "/site", "/polls/1/vote/", "../results/", "/site/polls/1/results/")]
    [InlineData("example.org", "", "//", "http://example.org/polls/", "/polls/")]
    public void A_redirect_is_found_at_the_address_it_led_to_with_a_host_or_without(
        string host, string root, string path, string location, string target)
    {
        var context = new DefaultHttpContext();
        (context.Request.Host, context.Request.PathBase, context.Request.Path) = (new HostString(host), root, path);
        context.Response.Headers.Location = location;
        var record = new ToolbarRecord(context, _ledger, TimeProvider.System);

        _ledger.Keep(context, record);

        var next = new DefaultHttpContext();
        var parts = target.Split('?');
        (next.Request.PathBase, next.Request.Path) = (root, parts[0][root.Length..]);
        if (parts.Length > 1)
            next.Request.QueryString = new QueryString($"?{parts[1]}");
        Assert.Same(record, _ledger.Take(next));
        Assert.Null(_ledger.Take(next));
    }
}
