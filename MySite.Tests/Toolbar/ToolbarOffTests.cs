using System.Net;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using MySite.Data;
using MySite.Email;
using MySite.Tests.Support;
using MySite.Toolbar;
using Serilog.Core;

namespace MySite.Tests.Toolbar;

/// <summary>Where there is to be no toolbar, nothing of it is there.</summary>
public sealed class ToolbarOffTests() : SiteTests(DatabaseServer.Sqlite)
{
    [Theory]
    [InlineData("Production", "true")]
    [InlineData("Staging", "true")]
    [InlineData("Development", "false")]
    public async Task No_service_of_it_is_registered_and_no_page_has_it(string environment, string enabled)
    {
        await using var site = new SiteFactory(Database) { Environment = environment }
            .With("Toolbar:Enabled", enabled).With("ASPNETCORE_URLS", "http://localhost");

        var html = await new Visitor(site).Http.GetStringAsync(new Uri("/polls/", UriKind.Relative), Cancel);

        Assert.DoesNotContain("toolbar", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.NotFound, (await new Visitor(site).GetAsync("/toolbar.css")).StatusCode);
        Assert.Null(site.Services.GetService<ToolbarLedger>());
        Assert.Empty(site.Services.GetServices<ILogEventSink>());
        Assert.IsNotType<MailListener>(site.Services.GetRequiredService<IMailSender>());
        await using var scope = site.Services.CreateAsyncScope();
        var options = scope.ServiceProvider.GetRequiredService<SiteDbContext>().GetService<IDbContextOptions>();
        Assert.DoesNotContain(
            options.FindExtension<CoreOptionsExtension>()!.Interceptors ?? [], interceptor => interceptor is SqlListener);
    }

    [Fact]
    public void No_file_of_it_is_among_those_that_are_published() =>
        Assert.DoesNotContain(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "MySite", "wwwroot"), "*", SearchOption.AllDirectories),
            file => Path.GetFileName(file).Contains("toolbar", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void In_Development_it_is_on_unless_a_setting_says_otherwise() =>
        Assert.Contains(
            new ServiceCollection().AddEmail().AddToolbar(
                new ConfigurationBuilder().Build(), new HostingEnvironment { EnvironmentName = "Development" }),
            service => service.ServiceType == typeof(ToolbarLedger));
}
