using AngleSharp;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MySite.Email;
using MySite.Tests.Support;

namespace MySite.Tests.Email;

/// <summary>A site that has the Email room and its pages alone.</summary>
internal sealed class DevMailSite : IAsyncDisposable
{
    private readonly TemporaryFolder _contentRoot = new();
    private readonly WebApplication _app;

    private DevMailSite(string environment, Dictionary<string, string?>? settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = environment,
            ContentRootPath = _contentRoot.FullPath,
        });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddEmail();
        builder.Services.AddRazorPages().WithRazorPagesAtContentRoot().AddApplicationPart(typeof(Mail).Assembly);
        _app = builder.Build();
        _app.UseSecurityHeaders(headers => headers.AddContentSecurityPolicy(csp => csp.AddDefaultSrc().None()));
        _app.MapRazorPages();
        Client = new HttpClient();
    }

    internal HttpClient Client { get; private set; }

    internal string MailFolder => Path.Combine(_contentRoot.FullPath, "App_Data", "mail");

    internal static async Task<DevMailSite> StartAsync(
        string environment = "Development", Dictionary<string, string?>? settings = null)
    {
        var site = new DevMailSite(environment, settings);
        await site._app.StartAsync(TestContext.Current.CancellationToken);
        site.Client = site._app.GetTestClient();
        return site;
    }

    internal async Task SendAsync(Mail mail) => await _app.Services.GetRequiredService<IMailSender>()
        .SendAsync(mail, TestContext.Current.CancellationToken);

    internal async Task<IDocument> OpenAsync(string url)
    {
        var html = await Client.GetStringAsync(url, TestContext.Current.CancellationToken);
        return await BrowsingContext.New(AngleSharp.Configuration.Default).OpenAsync(
            page => page.Content(html).Address("http://localhost" + url), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _contentRoot.Dispose();
    }
}
