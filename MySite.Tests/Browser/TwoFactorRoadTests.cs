using Microsoft.Playwright;
using MySite.Tests.Accounts.TwoFactor;
using MySite.Tests.Support;

namespace MySite.Tests.Browser;

/// <summary>Two-factor log-in by clicking, with a code as the telephone computes it.</summary>
public sealed class TwoFactorRoadTests(Chromium chromium) : SiteTests(DatabaseServer.Sqlite)
{
    private const string Password = "correct horse battery";

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Somebody_sets_up_the_app_logs_in_with_it_and_with_a_recovery_code(int width, ColorScheme scheme)
    {
        Site.UseKestrel(0);
        Site.StartServer();
        var page = await chromium.OpenAsync(Site.ClientOptions.BaseAddress, width, 844, scheme);
        await SignUpAsync(page);

        await page.GotoAsync("/accounts/two-factor/");
        await page.LooksRightAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Turn it on" }).ClickAsync();
        await page.LooksRightAsync();
        var phone = new Phone((await page.Locator(".key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(phone.Code(Now));
        await page.GetByLabel("Your password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn it on" }).ClickAsync();
        await Assertions.Expect(page.Locator(".recovery-codes li")).ToHaveCountAsync(10);
        await page.LooksRightAsync();
        var code = await page.Locator(".recovery-codes code").First.InnerTextAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept them" }).ClickAsync();
        await page.LooksRightAsync();
        foreach (var path in new[] { "recovery-codes", "disable" })
        {
            await page.GotoAsync($"/accounts/two-factor/{path}/");
            await page.LooksRightAsync();
        }

        Clock.Advance(TimeSpan.FromSeconds(30));
        await LogInAgainAsync(page);
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync("000 000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("does not let you in");
        await page.LooksRightAsync();
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(phone.Code(Now));
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".account .who")).ToHaveTextAsync("ada");

        await LogInAgainAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Use a recovery code" }).ClickAsync();
        await page.LooksRightAsync();
        await page.GetByLabel("Recovery code").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".account .who")).ToHaveTextAsync("ada");
        await page.Context.CloseAsync();
    }

    private static async Task SignUpAsync(IPage page)
    {
        await page.GotoAsync("/accounts/signup/");
        await page.GetByLabel("User name").FillAsync("ada");
        await page.GetByLabel("E-mail").FillAsync("ada@example.org");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.GetByLabel("Password again").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign up" }).ClickAsync();
        await Assertions.Expect(page.Locator(".account .who")).ToHaveTextAsync("ada");
    }

    private static async Task LogInAgainAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Log in" }).ClickAsync();
        await page.GetByLabel("User name or e-mail").FillAsync("ada");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Enter your code");
    }
}
