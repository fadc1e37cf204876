using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts;

public abstract class DevelopmentAdminTests(DatabaseServer server) : AccountTests(server)
{
    private static readonly JsonElement Documented = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "appsettings.Development.json")))
        .RootElement.GetProperty("Accounts").GetProperty("Development");

    [Fact]
    public async Task The_documented_account_opens_the_administration()
    {
        Configure(Site);
        var visitor = CreateVisitor();

        Assert.Equal(HttpStatusCode.Redirect,
            (await LogInAsync(visitor, Setting("UserName"), Setting("Password"))).StatusCode);

        await visitor.OpenAsync("/admin/");
        var admin = await FindUserAsync(Setting("UserName"));
        Assert.Equal((true, true, Setting("Email"), Now),
            (admin!.IsStaff, admin.IsSuperuser, admin.Email, admin.DateJoined));
    }

    [Theory]
    [InlineData("UserName")]
    [InlineData("Password")]
    public void The_README_names_it(string setting) => Assert.Contains(
        $"`{Setting(setting)}`", File.ReadAllText(Path.Combine(Repository.Root, "README.md")), StringComparison.Ordinal);

    [Fact]
    public async Task A_user_of_that_name_stays_as_it_is()
    {
        await SignUpAsync(CreateVisitor(), Setting("UserName"), "somebody@example.org");

        await using var again = Configure(new SiteFactory(Database));
        await LogInAsync(new Visitor(again), Setting("UserName"));

        var user = await InScopeAsync(db => db.Users.SingleAsync(Cancel));
        Assert.Equal(("somebody@example.org", false), (user.Email, user.IsSuperuser));
        Assert.Equal(PasswordVerificationResult.Success,
            Site.Services.GetRequiredService<IPasswordHasher<User>>().VerifyHashedPassword(user, user.PasswordHash!, Password));
    }

    [Fact]
    public async Task Without_a_name_nobody_is_created()
    {
        await CreateVisitor().OpenAsync("/polls/");

        Assert.Equal(0, await InScopeAsync(db => db.Users.CountAsync(Cancel)));
    }

    [Fact]
    public async Task What_the_rules_refuse_is_not_created_and_the_site_starts()
    {
        Configure(Site).With("Accounts:Development:Password", "admin");

        await CreateVisitor().OpenAsync("/polls/");

        Assert.Equal(0, await InScopeAsync(db => db.Users.CountAsync(Cancel)));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Elsewhere_the_setting_stops_the_start_and_creates_nobody(string environment)
    {
        await CreateVisitor().OpenAsync("/polls/");
        await using var site = Configure(new SiteFactory(Database) { Environment = environment });

        // The program has said why, and ended: whether its services are disposed by now is a matter of luck.
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => new Visitor(site).GetAsync("/polls/"));

        Assert.Equal(0, await InScopeAsync(db => db.Users.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Elsewhere_the_site_starts_without_it_and_creates_nobody()
    {
        await using var site = new SiteFactory(Database) { Environment = "Production" };

        await new Visitor(site).OpenAsync("/polls/");

        Assert.Equal(0, await InScopeAsync(db => db.Users.CountAsync(Cancel)));
    }

    private static string Setting(string name) => Documented.GetProperty(name).GetString()!;

    private static SiteFactory Configure(SiteFactory site)
    {
        foreach (var name in new[] { "UserName", "Email", "Password" })
            site.With($"Accounts:Development:{name}", Setting(name));
        return site;
    }
}

public sealed class DevelopmentAdminTestsOnSqlite() : DevelopmentAdminTests(DatabaseServer.Sqlite);

public sealed class DevelopmentAdminTestsOnPostgreSql() : DevelopmentAdminTests(DatabaseServer.PostgreSql);
