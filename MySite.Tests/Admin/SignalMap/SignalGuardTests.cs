using System.Net;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.SignalMap;

public sealed class SignalGuardTests : SignalSite
{
    protected override SiteFactory CreateSite(TestDatabase database) =>
        base.CreateSite(database).With("Admin:TimeZone", "Asia/Kolkata");

    [Theory]
    [InlineData("/admin/signals/")]
    [InlineData("/admin/signals/shaken/")]
    [InlineData("/admin/signals/traces/")]
    [InlineData("/admin/signals/traces/1/")]
    [InlineData("/admin/signals/live/")]
    [InlineData("/admin/signals/live/stream")]
    public async Task Staff_see_nothing_of_it_without_the_permission(string url)
    {
        await SendAsync(Shaken);
        var visitor = await LogInAsync("grace", permissions: ["polls.change_question", "accounts.change_user"]);

        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync(url)).StatusCode);
        Assert.DoesNotContain("/admin/signals/", (await visitor.OpenAsync("/admin/")).Source.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/admin/signals/")]
    [InlineData("/admin/signals/shaken/")]
    [InlineData("/admin/signals/traces/")]
    [InlineData("/admin/signals/live/")]
    public async Task Staff_with_the_permission_see_it_and_are_led_to_it(string url)
    {
        var visitor = await LogInAsync("vera", permissions: [Permission]);

        var page = await visitor.OpenAsync(url);

        Assert.Equal("Signals", Text(page.QuerySelector(".tools [aria-current=page]")));
        Assert.Equal("/admin/signals/", Link(await visitor.OpenAsync("/admin/"), "Signals"));
    }

    [Fact]
    public async Task The_permission_can_be_given_like_any_other()
    {
        var page = await (await SuperuserAsync()).OpenAsync("/admin/accounts/group/add/");

        Assert.NotNull(page.QuerySelector($"input[value='{Permission}']"));
    }

    [Fact]
    public async Task The_start_is_told_in_the_zone_of_the_reader()
    {
        var visitor = await SuperuserAsync();
        _ = Monitor;
        Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Contains("since 17:30.", Text((await visitor.OpenAsync("/admin/signals/")).Body), StringComparison.Ordinal);
        Clock.Advance(TimeSpan.FromHours(8));
        Assert.Contains(
            "since 15 Jun 2035, 17:30.", Text((await visitor.OpenAsync("/admin/signals/")).Body), StringComparison.Ordinal);
    }
}
