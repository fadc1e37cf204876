using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using MySite.Data;
using MySite.Tests.Support;

namespace MySite.Tests.Data;

/// <summary>A start builds EF Core's model beside everything else.</summary>
public sealed class EarlyModelTests() : SiteTests(DatabaseServer.Sqlite)
{
    [Fact]
    public async Task The_model_is_begun_before_the_pages_are_mapped()
    {
        using var begun = new ManualResetEventSlim();
        var isBegun = false;
        await using var site = new SiteFactory(Database).With(services => services
            .ConfigureDbContext<SqliteSiteDbContext>(_ => begun.Set())
            .PostConfigure<RazorPagesOptions>(_ => isBegun = begun.Wait(TimeSpan.FromSeconds(20))));

        using var client = site.CreateClient();

        Assert.True(isBegun);
    }
}
