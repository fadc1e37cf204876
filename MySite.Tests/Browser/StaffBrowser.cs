using Microsoft.Playwright;
using MySite.Tests.Support;

namespace MySite.Tests.Browser;

internal static class StaffBrowser
{
    /// <summary>A browser in which a member of staff is logged in, on a site that it starts.</summary>
    public static async Task<IPage> OpenAsStaffAsync(
        this Chromium chromium, SiteFactory site, string name = "boss", bool isSuperuser = true, int width = 1280,
        int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        site.UseKestrel(0);
        site.StartServer();
        var address = site.ClientOptions.BaseAddress;
        var session = await site.CreateSessionCookieAsync(name, isStaff: true, isSuperuser);
        var page = await chromium.OpenAsync(address, width, height, scheme);
        await page.Context.AddCookiesAsync([new() { Name = session.Name, Value = session.Value, Url = $"{address}" }]);
        return page;
    }
}
