using Microsoft.Playwright;
using MySite.Tests.Support;

namespace MySite.Tests.Browser;

/// <summary>The pages about one's own account, by clicking.</summary>
public sealed class AccountRoadTests(Chromium chromium) : SiteTests(DatabaseServer.Sqlite)
{
    private const string Password = "correct horse battery";

    [Theory]
    [InlineData(1280, 800, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task Somebody_looks_after_the_account_and_deletes_it(int width, int height, ColorScheme scheme)
    {
        Site.UseKestrel(0);
        Site.StartServer();
        var page = await chromium.OpenAsync(Site.ClientOptions.BaseAddress, width, height, scheme);
        await SignUpAsync(page);

        await page.Locator(".account .who").ClickAsync();
        await page.LooksRightAsync();
        await page.GetByLabel("Display name").FillAsync("Ada, Countess of Lovelace, whose name is long for a header");
        await page.GetByLabel("Time zone").FillAsync("Europe/London");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Your profile is saved.");
        await page.LooksRightAsync();

        await GoToAsync(page, "E-mail");
        await page.GetByLabel("New e-mail address").FillAsync("countess@example.org");
        await page.GetByLabel("Your password").FillAsync("a wrong password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the link" }).ClickAsync();
        await Assertions.Expect(page.Locator(".err")).ToContainTextAsync("That is not your password.");
        await page.LooksRightAsync();
        await ConfirmAsync(page);

        await GoToAsync(page, "Log-ins");
        await Assertions.Expect(page.Locator(".log-ins li")).ToContainTextAsync("Chrome on");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out everywhere else" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("All other sessions end within a minute.");

        await GoToAsync(page, "Data");
        await page.GetByLabel("Your password").FillAsync(Password);
        var file = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Button, new() { Name = "Download my data" }).ClickAsync());
        Assert.Equal("mysite-data.json", file.SuggestedFilename);

        await page.GetByRole(AriaRole.Link, new() { Name = "Delete my account" }).ClickAsync();
        await page.LooksRightAsync();
        await page.GetByLabel("Your password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete my account" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your account is deleted");
        await page.LooksRightAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Log in" })).ToBeVisibleAsync();
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
    }

    private static async Task GoToAsync(IPage page, string tab)
    {
        await page.GetByLabel("Your account").GetByRole(AriaRole.Link, new() { Name = tab }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(tab);
        await page.LooksRightAsync();
    }

    /// <summary>By the link in the welcome.</summary>
    private async Task ConfirmAsync(IPage page)
    {
        var link = "";
        await Eventually.IsTrueAsync(async () =>
        {
            foreach (var file in Directory.Exists(Site.MailFolder) ? Directory.GetFiles(Site.MailFolder, "*.eml") : [])
                link = (await MimeKit.MimeMessage.LoadAsync(file, Cancel)).TextBody!.Split([' ', '\r', '\n'])
                    .FirstOrDefault(word => word.Contains("/accounts/email/confirm/", StringComparison.Ordinal)) ?? link;
            return link.Length > 0;
        });
        await page.GotoAsync(new Uri(link).PathAndQuery);
        await page.LooksRightAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, confirm it" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync("Your address is confirmed");
        await page.LooksRightAsync();
        await page.Locator(".account .who").ClickAsync();
        await GoToAsync(page, "E-mail");
        await Assertions.Expect(page.Locator("main .chip")).ToHaveTextAsync("Confirmed");
    }
}
