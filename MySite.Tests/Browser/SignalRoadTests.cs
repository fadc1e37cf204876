using Microsoft.Playwright;
using MySite.Tests.Support;

namespace MySite.Tests.Browser;

/// <summary>From a click to everything that it set going.</summary>
public sealed class SignalRoadTests(Chromium chromium) : SiteTests(DatabaseServer.Sqlite)
{
    [Theory]
    [InlineData(1280, 900, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task Staff_find_a_sign_up_with_all_its_signals_and_the_mail_that_went_out(int width, int height,
        ColorScheme scheme)
    {
        var page = await chromium.OpenAsStaffAsync(Site, width: width, height: height, scheme: scheme);
        await page.GotoAsync("/admin/");
        await page.LooksRightAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Signals" }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Signal map");
        await page.LooksRightAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Live", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Live.");

        await SignUpAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "POST /accounts/signup/" })).ToBeVisibleAsync();
        await page.LooksRightAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Paused.");
        await page.GetByRole(AriaRole.Link, new() { Name = "POST /accounts/signup/" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("POST /accounts/signup/");
        await Assertions.Expect(page.Locator(".trace > li > a:not([href*=traces])")).ToHaveTextAsync(
            [
                "request_started", "pre_save · User", "post_save · User", "user_created · User", "user_logged_in · User",
                "request_finished",
            ]);
        var welcome = page.Locator(".trace .trace > li", new() { HasText = "SendWelcomeMail" });
        await Eventually.IsTrueAsync(async () =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await page.ReloadAsync();
            return await welcome.GetByText("done after").CountAsync() == 1;
        });
        await page.LooksRightAsync();
        await welcome.GetByRole(AriaRole.Link, new() { Name = "attempt 1" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("user_created to SendWelcomeMail");
        await page.LooksRightAsync();
        await page.GotoAsync("/admin/signals/user_created/");
        await page.LooksRightAsync();
        await page.GotoAsync("/admin/signals/traces/");
        await page.LooksRightAsync();
        await page.Context.CloseAsync();
    }

    private async Task SignUpAsync()
    {
        var page = await chromium.OpenAsync(Site.ClientOptions.BaseAddress);
        await page.GotoAsync("/accounts/signup/");
        await page.GetByLabel("User name").FillAsync("ada");
        await page.GetByLabel("E-mail").FillAsync("ada@example.org");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("correct horse battery");
        await page.GetByLabel("Password again").FillAsync("correct horse battery");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign up" }).ClickAsync();
        await Assertions.Expect(page.Locator(".account .who")).ToHaveTextAsync("ada");
        await page.Context.CloseAsync();
    }
}
