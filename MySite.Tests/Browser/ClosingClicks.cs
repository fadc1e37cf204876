using Microsoft.Playwright;

namespace MySite.Tests.Browser;

internal static class ClosingClicks
{
    /// <summary>Clicks what closes its window, which may be gone before the click is answered.</summary>
    public static async Task ClickToCloseAsync(this ILocator button)
    {
        try
        {
            await button.ClickAsync();
        }
        catch (PlaywrightException error) when (error.Message.Contains("has been closed", StringComparison.Ordinal))
        {
        }
    }
}
