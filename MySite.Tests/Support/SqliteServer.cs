using Microsoft.Data.Sqlite;

namespace MySite.Tests.Support;

internal sealed class SqliteServer : DatabaseServer
{
    public override Task<TestDatabase> CreateDatabaseAsync() =>
        Task.FromResult<TestDatabase>(new SqliteFile(Directory.CreateTempSubdirectory("mysite-test-")));

    private sealed class SqliteFile(DirectoryInfo folder)
        : TestDatabase("Sqlite", $"Data Source={Path.Combine(folder.FullName, "test.db")}")
    {
        public override ValueTask DisposeAsync()
        {
            // Pooled connections hold the file, which only Unix lets go regardless.
            SqliteConnection.ClearAllPools();
            if (Directory.Exists(folder.FullName))
                folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
