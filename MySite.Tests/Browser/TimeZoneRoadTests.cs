using Microsoft.Playwright;
using MySite.Tests.Support;

namespace MySite.Tests.Browser;

/// <summary>A browser in New York, for somebody whose times are those of Kolkata.</summary>
public sealed class TimeZoneRoadTests(Chromium chromium) : SiteTests(DatabaseServer.Sqlite)
{
    protected override SiteFactory CreateSite(TestDatabase database) =>
        base.CreateSite(database).With("Admin:TimeZone", "Asia/Kolkata");

    [Fact]
    public async Task Today_and_Now_are_those_of_the_staff_member_wherever_the_browser_is()
    {
        var page = await OpenAsync(1280);
        await page.Clock.SetFixedTimeAsync("2035-06-15T23:30:07Z");

        await page.GotoAsync("/admin/polls/question/add/");
        await page.GetByText("Date information").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Today" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Now" }).ClickAsync();

        await Assertions.Expect(page.GetByLabel("Date", new() { Exact = true })).ToHaveValueAsync("2035-06-16");
        await Assertions.Expect(page.GetByLabel("Time (Asia/Kolkata)")).ToHaveValueAsync("05:00:07");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task The_zone_of_the_device_is_taken_with_one_click(int width, ColorScheme scheme)
    {
        var page = await OpenAsync(width, scheme);

        await page.GotoAsync("/admin/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Asia/Kolkata (UTC+5:30)" }).ClickAsync();
        await page.LooksRightAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take this device’s" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Time zone")).ToHaveValueAsync("America/New_York");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Times are in America/New_York now.");
        await page.LooksRightAsync();
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenAsync(int width, ColorScheme scheme = ColorScheme.Light)
    {
        Site.UseKestrel(0);
        Site.StartServer();
        var address = Site.ClientOptions.BaseAddress;
        var session = await Site.CreateSessionCookieAsync("boss", isStaff: true, isSuperuser: true);
        var page = await chromium.OpenAsync(address, width, 844, scheme, "America/New_York");
        await page.Context.AddCookiesAsync([new() { Name = session.Name, Value = session.Value, Url = $"{address}" }]);
        return page;
    }
}
