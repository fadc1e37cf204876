using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using MySite.Tests.Support;

namespace MySite.Tests.Architecture;

public sealed class AdminGuardTests() : SiteTests(DatabaseServer.Sqlite)
{
    [Fact]
    public void Every_page_of_the_administration_asks_for_staff()
    {
        var endpoints = Site.Services.GetRequiredService<EndpointDataSource>().Endpoints;

        Assert.NotEmpty(AdminGuard.AdminEndpointsIn(endpoints));
        Assert.Empty(AdminGuard.UnguardedIn(endpoints));
    }

    [Fact]
    public void A_page_without_a_guard_is_found() => Assert.Single(AdminGuard.UnguardedIn([Page("/Admin/New.cshtml")]));

    [Fact]
    public void A_page_of_the_room_is_found_under_any_address() =>
        Assert.Single(AdminGuard.UnguardedIn([Page("/Admin/New.cshtml", url: "elsewhere")]));

    [Fact]
    public void An_address_below_the_room_is_found_without_a_page() =>
        Assert.Single(AdminGuard.UnguardedIn([Endpoint("/admin/export")]));

    [Fact]
    public void Any_other_guard_is_none() =>
        Assert.Single(AdminGuard.UnguardedIn([Page("/Admin/New.cshtml", guards: [new AuthorizeAttribute()])]));

    [Fact]
    public void A_guard_that_is_lifted_again_is_none() => Assert.Single(AdminGuard.UnguardedIn(
        [Page("/Admin/New.cshtml", guards: [new AuthorizeAttribute("Staff"), new AllowAnonymousAttribute()])]));

    [Fact]
    public void The_guard_is_recognized() => Assert.Empty(AdminGuard.UnguardedIn(
        [Page("/Admin/New.cshtml", guards: [new AuthorizeAttribute("Staff")]), Page("/Polls/Index.cshtml", "polls")]));

    private static RouteEndpoint Page(string path, string url = "admin/new", params object[] guards) =>
        Endpoint(url, [new PageActionDescriptor { RelativePath = path }, .. guards]);

    private static RouteEndpoint Endpoint(string url, params object[] metadata) =>
        new(_ => Task.CompletedTask, RoutePatternFactory.Parse(url), 0, new EndpointMetadataCollection(metadata), url);
}
