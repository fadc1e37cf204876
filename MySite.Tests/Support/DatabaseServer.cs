namespace MySite.Tests.Support;

/// <summary>Where a test gets its database from; the tests that touch data run once on each.</summary>
public abstract class DatabaseServer
{
    public static DatabaseServer Sqlite { get; } = new SqliteServer();

    public static DatabaseServer PostgreSql { get; } = new PostgreSqlServer();

    public abstract Task<TestDatabase> CreateDatabaseAsync();
}
