using Npgsql;

namespace MySite.Tests.Support;

internal sealed class PostgreSqlServer : DatabaseServer
{
    private const string Variable = "MYSITE_TEST_POSTGRESQL";

    private static int _count;

    public override Task<TestDatabase> CreateDatabaseAsync() => CreateAsync("template0");

    protected override Task<TestDatabase> CopyAsync(TestDatabase template) => CreateAsync(((Database)template).Name);

    private static async Task<TestDatabase> CreateAsync(string template)
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        Requires.That(
            !string.IsNullOrWhiteSpace(server),
            $"Set {Variable} to a connection string of a PostgreSQL that may create databases.");

        var name = $"mysite_test_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}";
        await RunAsync(server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        await RunAsync(server, $"CREATE DATABASE {name} TEMPLATE {template}");
        return new Database(server, name);
    }

    private static async Task RunAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(server) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Database(string server, string name) : TestDatabase(
        "PostgreSql",
        new NpgsqlConnectionStringBuilder(server) { Database = name, IncludeErrorDetail = true }.ConnectionString)
    {
        public string Name => name;

        public override void Release()
        {
            using var connection = new NpgsqlConnection(ConnectionString);
            NpgsqlConnection.ClearPool(connection);
        }

        public override async ValueTask DisposeAsync()
        {
            Release();
            await RunAsync(server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }
    }
}
