using System.Net;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts.External;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.External;

/// <summary>A site with a provider at which everybody is let through.</summary>
public abstract class ExternalSite(DatabaseServer server) : AccountTests(server)
{
    protected const string Home = "/accounts/external/";
    protected const string Start = "/accounts/external/start/";

    private protected OpenIdProvider Provider { get; } = new()
    {
        Claims = { ["email"] = "ada@work.example", ["email_verified"] = true, ["preferred_username"] = "ada" },
    };

    protected override SiteFactory CreateSite(TestDatabase database) => new SiteFactory(database)
        .With("Accounts:OpenIdConnect:Name", "Work")
        .With("Accounts:OpenIdConnect:Authority", OpenIdProvider.Authority)
        .With("Accounts:OpenIdConnect:ClientId", OpenIdProvider.ClientId)
        .With("Accounts:OpenIdConnect:ClientSecret", OpenIdProvider.ClientSecret)
        .With(services => services.Configure<OpenIdConnectOptions>(
            ExternalLogInOptions.Scheme, options => options.BackchannelHttpHandler = Provider));

    /// <summary>The cookies of the way to the provider and back need https, here too.</summary>
    private protected Visitor CreateBrowser() => new(Site, "https://localhost");

    /// <summary>Goes to the provider and comes back.</summary>
    /// <returns>Where the site sends somebody then.</returns>
    private protected async Task<HttpResponseMessage> BackAsync(Visitor visitor, string url = Start)
    {
        var asked = await visitor.GetAsync(url);
        var back = await visitor.GetAsync(Provider.Authorize(asked.Headers.Location!));
        return await visitor.GetAsync(back.Headers.Location!.OriginalString);
    }

    private protected async Task<AccountForm> ComeAsync(Visitor visitor, string url = Start) =>
        new(visitor, await visitor.FollowAsync(await BackAsync(visitor, url)));

    private protected async Task SignUpThereAsync(Visitor visitor, string email = "ada@work.example")
    {
        var form = await ComeAsync(visitor);
        var response = await form.SubmitAsync(("User name", "ada"), ("E-mail", email));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }
}
