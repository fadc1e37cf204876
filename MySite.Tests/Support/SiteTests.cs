using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MySite.Data;

namespace MySite.Tests.Support;

/// <summary>A base for tests of the whole site: each gets a fresh site on a fresh database.</summary>
public abstract class SiteTests(DatabaseServer server) : IAsyncLifetime
{
    private TestDatabase? _database;
    private SiteFactory? _site;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected DatabaseServer Server => server;

    protected TestDatabase Database => _database!;

    protected SiteFactory Site => _site!;

    protected FakeTimeProvider Clock => Site.Clock;

    protected DateTimeOffset Now => Clock.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        _database = await CreateDatabaseAsync();
        _site = CreateSite(_database);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_site is not null)
            await _site.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    protected virtual Task<TestDatabase> CreateDatabaseAsync() => Server.CreateSiteDatabaseAsync();

    protected virtual SiteFactory CreateSite(TestDatabase database) => new(database);

    protected Visitor CreateVisitor() => new(Site);

    private protected async Task<T> InScopeAsync<T>(Func<SiteDbContext, Task<T>> work)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<SiteDbContext>());
    }

    private protected Task<int> SaveAsync(params object[] entities) => InScopeAsync(db =>
    {
        db.AddRange(entities);
        return db.SaveChangesAsync(Cancel);
    });
}
