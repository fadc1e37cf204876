using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Data;
using MySite.Tests.Support;

namespace MySite.Tests.Data;

/// <summary>The steps from an empty database to the model.</summary>
public sealed class MigrationTests
{
    [Theory]
    [InlineData("Sqlite")]
    [InlineData("SqlServer")]
    [InlineData("PostgreSql")]
    public void The_model_has_no_change_without_a_migration(string provider)
    {
        using var db = ProviderContexts.Create(provider);

        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("SqlServer")]
    [InlineData("PostgreSql")]
    public void The_model_has_the_table_for_passkeys(string provider)
    {
        using var db = ProviderContexts.Create(provider);

        Assert.NotNull(db.Model.FindEntityType(typeof(IdentityUserPasskey<Guid>)));
    }
}

public abstract class MigratingTests(DatabaseServer server) : SiteTests(server)
{
    [Fact]
    public async Task The_site_has_the_model_that_the_migrations_were_made_for() =>
        Assert.False(await InScopeAsync(db => Task.FromResult(db.Database.HasPendingModelChanges())));

    [Fact]
    public async Task Migrating_tells_what_it_took_and_takes_nothing_the_second_time()
    {
        await using var site = new SiteFactory(Database).WithoutMigration();
        await using var scope = site.Services.CreateAsyncScope();
        var migrator = scope.ServiceProvider.GetRequiredService<DatabaseMigrator>();

        Assert.EndsWith("_Initial", (await migrator.MigrateAsync(Cancel))[0], StringComparison.Ordinal);
        Assert.Empty(await migrator.MigrateAsync(Cancel));
    }

    [Theory]
    [InlineData("Development", "", true)]
    [InlineData("Development", "false", false)]
    [InlineData("Production", "", false)]
    [InlineData("Production", "true", true)]
    public async Task The_start_migrates_in_development_unless_told_otherwise(
        string environment, string setting, bool migrates)
    {
        await using var site = new SiteFactory(Database) { Environment = environment }
            .With("Database:MigrateOnStart", setting).WithoutMigration();
        await using var scope = site.Services.CreateAsyncScope();
        var start = ActivatorUtilities.CreateInstance<MigrateOnStart>(scope.ServiceProvider);

        var refusal = await Record.ExceptionAsync(() => start.StartingAsync(Cancel));

        var db = scope.ServiceProvider.GetRequiredService<SiteDbContext>();
        Assert.Equal(migrates, (await db.Database.GetAppliedMigrationsAsync(Cancel)).Any());
        Assert.Equal(migrates ? null : typeof(DatabaseBehindException), refusal?.GetType());
    }

    [Fact]
    public async Task Servers_that_start_together_do_not_disturb_each_other()
    {
        var sites = Enumerable.Range(0, 3).Select(_ => new SiteFactory(Database)).ToList();

        await Task.WhenAll(sites.Select(site => Task.Run(() => site.Services, Cancel)));

        foreach (var site in sites)
        {
            await new Visitor(site).OpenAsync("/polls/");
            await site.DisposeAsync();
        }
    }

    protected override Task<TestDatabase> CreateDatabaseAsync() => Server.CreateDatabaseAsync();
}

public sealed class MigratingTestsOnSqlite() : MigratingTests(DatabaseServer.Sqlite);

public sealed class MigratingTestsOnPostgreSql() : MigratingTests(DatabaseServer.PostgreSql);
