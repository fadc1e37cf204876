using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using MySite.Tests.Support;

namespace MySite.Tests.Browser;

internal static class PageLooks
{
    /// <summary>Nothing sticks out at the side, and axe finds nothing to complain about.</summary>
    public static async Task LooksRightAsync(this IPage page)
    {
        // Text that was awaited may stand there before the style sheet does. To wait for the event may miss it.
        await Eventually.IsTrueAsync(() => page.EvaluateAsync<bool>("document.readyState === 'complete'"));
        var fits = await page.EvaluateAsync<bool>(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth");
        Assert.True(fits, $"{page.Url} scrolls sideways.");
        var found = await page.RunAxe();
        Assert.True(found.Violations.Length == 0, $"{page.Url}: " + string.Join("; ", found.Violations.Select(
            violation => $"{violation.Help}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}")));
    }
}
