using Npgsql;

namespace MySite.Tests.Support;

internal sealed class PostgreSqlServer : DatabaseServer
{
    private const string Variable = "MYSITE_TEST_POSTGRESQL";

    private static int _count;

    public override async Task<TestDatabase> CreateDatabaseAsync()
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        Requires.That(
            !string.IsNullOrWhiteSpace(server),
            $"Set {Variable} to a connection string of a PostgreSQL that may create databases.");

        var name = $"mysite_test_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}";
        await RunAsync(server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        await RunAsync(server, $"CREATE DATABASE {name}");
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
        public override async ValueTask DisposeAsync()
        {
            NpgsqlConnection.ClearPool(new NpgsqlConnection(ConnectionString));
            await RunAsync(server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }
    }
}
