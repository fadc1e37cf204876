using System.Net;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MySite.Accounts.External;
using MySite.Tests.Accounts.External;
using MySite.Tests.Support;

namespace MySite.Tests.Browser;

/// <summary>Log-in by way of a provider, at which everybody is let through.</summary>
public sealed class ExternalRoadTests(Chromium chromium) : SiteTests(DatabaseServer.Sqlite)
{
    private const string Password = "correct horse battery";

    private readonly OpenIdProvider _provider = new() { Claims = { ["email"] = "ada@work.example" } };

    protected override SiteFactory CreateSite(TestDatabase database) => new SiteFactory(database)
        .With("Accounts:OpenIdConnect:Name", "Work")
        .With("Accounts:OpenIdConnect:Authority", OpenIdProvider.Authority)
        .With("Accounts:OpenIdConnect:ClientId", OpenIdProvider.ClientId)
        .With("Accounts:OpenIdConnect:ClientSecret", OpenIdProvider.ClientSecret)
        .With(services => services.Configure<OpenIdConnectOptions>(
            ExternalLogInOptions.Scheme, options => options.BackchannelHttpHandler = _provider));

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Somebody_signs_up_by_way_of_the_provider_and_sees_what_is_linked(int width, ColorScheme scheme)
    {
        var page = await OpenAsync(width, scheme);

        await page.GotoAsync("/accounts/login/");
        await page.LooksRightAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Log in with Work" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Agree" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("E-mail")).ToHaveValueAsync("ada@work.example");
        await page.LooksRightAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign up" }).ClickAsync();
        await Assertions.Expect(page.Locator(".account .who")).ToHaveTextAsync("ada");

        await page.GotoAsync("/accounts/external/");
        await page.LooksRightAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Unlink Work" }).ClickAsync();
        await page.LooksRightAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Unlink it" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("the only way to log in");
        await page.LooksRightAsync();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    public async Task Somebody_links_the_account_that_is_logged_in(int width, ColorScheme scheme)
    {
        var page = await OpenAsync(width, scheme);
        await page.GotoAsync("/accounts/signup/");
        await page.GetByLabel("User name").FillAsync("ada");
        await page.GetByLabel("E-mail").FillAsync("ada@example.org");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.GetByLabel("Password again").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign up" }).ClickAsync();

        await page.GotoAsync("/accounts/external/");
        await page.LooksRightAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Link your account at Work" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Agree" }).ClickAsync();
        await Assertions.Expect(page.Locator("main form")).ToContainTextAsync("ada@work.example");
        await page.LooksRightAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Link them" }).ClickAsync();
        await Assertions.Expect(page.Locator(".err")).ToHaveTextAsync("Enter your password.");
        await page.LooksRightAsync();
        await page.GetByLabel("Your password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Link them" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Your account at Work opens this one now.");
        await page.LooksRightAsync();
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenAsync(int width, ColorScheme scheme)
    {
        Site.UseKestrel(0);
        Site.StartServer();
        var address = new UriBuilder(Site.ClientOptions.BaseAddress) { Host = "localhost" }.Uri;
        var page = await chromium.OpenAsync(address, width, 844, scheme);
        await page.RouteAsync($"{OpenIdProvider.Authority}/**", route =>
        {
            var back = WebUtility.HtmlEncode(new Uri(address, _provider.Authorize(new Uri(route.Request.Url))).AbsoluteUri);
            return route.FulfillAsync(new() { ContentType = "text/html", Body = $"<a href=\"{back}\">Agree</a>" });
        });
        return page;
    }
}
