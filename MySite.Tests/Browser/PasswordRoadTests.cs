using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using MySite.Tests.Support;

namespace MySite.Tests.Browser;

public sealed class PasswordRoadTests(Chromium chromium) : SiteTests(DatabaseServer.Sqlite)
{
    private const string Password = "correct horse battery";
    private const string New = "another fine password";

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Somebody_changes_the_password_and_sets_one_when_there_is_none(int width, ColorScheme scheme)
    {
        Site.UseKestrel(0);
        Site.StartServer();
        var page = await chromium.OpenAsync(Site.ClientOptions.BaseAddress, width, 844, scheme);
        await page.GotoAsync("/accounts/signup/");
        await page.GetByLabel("User name").FillAsync("ada");
        await page.GetByLabel("E-mail").FillAsync("ada@example.org");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.GetByLabel("Password again").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign up" }).ClickAsync();

        await page.GotoAsync("/accounts/password_change/");
        await page.LooksRightAsync();
        await FillAsync(page, "not the password");
        await Assertions.Expect(page.GetByText("That is not your password.")).ToBeVisibleAsync();
        await page.LooksRightAsync();
        await FillAsync(page, Password);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Your password is changed");
        await page.LooksRightAsync();

        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.PasswordHash, (string?)null), Cancel));
        await page.GetByRole(AriaRole.Link, new() { Name = "Password", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Set a password");
        await page.LooksRightAsync();
        Clock.Advance(TimeSpan.FromMinutes(20));
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("main form")).ToHaveCountAsync(0);
        await page.LooksRightAsync();
        await page.Context.CloseAsync();
    }

    private static async Task FillAsync(IPage page, string old)
    {
        await page.GetByLabel("Old password").FillAsync(old);
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(New);
        await page.GetByLabel("New password again").FillAsync(New);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change the password" }).ClickAsync();
    }
}
