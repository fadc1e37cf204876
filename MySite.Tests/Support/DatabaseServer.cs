using Microsoft.EntityFrameworkCore;

namespace MySite.Tests.Support;

/// <summary>Where a test gets its database from; the tests that touch data run once on each.</summary>
public abstract class DatabaseServer : IAsyncDisposable
{
    private readonly Lazy<Task<TestDatabase>> _template;

    protected DatabaseServer() => _template = new(CreateTemplateAsync);

    public static DatabaseServer Sqlite { get; } = new SqliteServer();

    public static DatabaseServer PostgreSql { get; } = new PostgreSqlServer();

    /// <summary>An empty one.</summary>
    public abstract Task<TestDatabase> CreateDatabaseAsync();

    /// <summary>One with the site's tables: a copy, as running all migrations takes longer than most tests.</summary>
    public async Task<TestDatabase> CreateSiteDatabaseAsync() => await CopyAsync(await _template.Value);

    /// <summary>Removes what all tests have shared.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        // One that could not be made has skipped or failed every test that asked for it.
        if (_template is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await _template.Value).DisposeAsync();
    }

    protected abstract Task<TestDatabase> CopyAsync(TestDatabase template);

    private async Task<TestDatabase> CreateTemplateAsync()
    {
        var template = await CreateDatabaseAsync();
        await using (var db = SiteDatabase.Open(template))
            await db.Database.MigrateAsync();
        template.Release();
        return template;
    }
}
