using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MySite.Tests.Support;

namespace MySite.Tests.Browser;

/// <summary>Passkeys by clicking, with Chromium's virtual authenticator. They work for the name localhost alone.</summary>
public sealed class PasskeyRoadTests(Chromium chromium) : SiteTests(DatabaseServer.Sqlite)
{
    private const string Password = "correct horse battery";

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Somebody_adds_a_passkey_renames_it_logs_in_with_it_alone_and_removes_it(int width, ColorScheme scheme)
    {
        var page = await OpenAsync(width, scheme);
        // A browser that offers no passkeys among the names has the button.
        await page.AddInitScriptAsync("delete PublicKeyCredential.isConditionalMediationAvailable");
        await AddAuthenticatorAsync(page);
        await SignUpAsync(page);

        await page.GotoAsync("/accounts/passkeys/");
        await page.LooksRightAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Add a passkey" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("My laptop");
        await page.GetByLabel("Your password").FillAsync("a wrong password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("That is not your password.");
        await page.LooksRightAsync();
        await page.GetByLabel("Your password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The passkey My laptop is added.");
        await page.LooksRightAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Rename My laptop" }).ClickAsync();
        await page.LooksRightAsync();
        await page.GetByLabel("Name").FillAsync("Blue key");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".passkeys .name")).ToHaveTextAsync("Blue key");

        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Log in" }).ClickAsync();
        await page.LooksRightAsync();
        await Assertions.Expect(page.GetByLabel("User name or e-mail")).ToHaveAttributeAsync("autocomplete", "username webauthn");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in with a passkey" }).ClickAsync();
        await Assertions.Expect(page.Locator(".account .who")).ToHaveTextAsync("ada");

        await page.GotoAsync("/accounts/passkeys/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Remove Blue key" }).ClickAsync();
        await page.LooksRightAsync();
        await page.GetByLabel("Your password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove it" }).ClickAsync();
        await Assertions.Expect(page.GetByText("You have no passkey yet.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Log in" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in with a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This passkey did not let you in.");
        await page.LooksRightAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_browser_offers_the_passkey_among_the_names_and_nothing_is_said_where_there_is_none()
    {
        var page = await OpenAsync(1280, ColorScheme.Light);
        await AddAuthenticatorAsync(page);
        await page.GotoAsync("/accounts/login/");
        await page.RunAndWaitForResponseAsync(
            () => page.ReloadAsync(), response => response.Url.Contains("handler=Options", StringComparison.OrdinalIgnoreCase));
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await SignUpAsync(page);
        await page.GotoAsync("/accounts/passkeys/add/");
        await page.GetByLabel("Name").FillAsync("My laptop");
        await page.GetByLabel("Your password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The passkey My laptop is added.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Log in" })).ToBeVisibleAsync();

        // The virtual authenticator takes what it is offered.
        await page.GotoAsync("/accounts/login/?returnUrl=%2Faccounts%2Fpasskeys%2F");

        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/accounts/passkeys/$"));
        await Assertions.Expect(page.Locator(".account .who")).ToHaveTextAsync("ada");
        await page.Context.CloseAsync();
    }

    private Task<IPage> OpenAsync(int width, ColorScheme scheme)
    {
        Site.UseKestrel(0);
        Site.StartServer();
        var address = new UriBuilder(Site.ClientOptions.BaseAddress) { Host = "localhost" }.Uri;
        return chromium.OpenAsync(address, width, 844, scheme);
    }

    private static async Task AddAuthenticatorAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
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
}
