using Microsoft.Data.Sqlite;

namespace MySite.Tests.Support;

internal sealed class SqliteServer : DatabaseServer
{
    public override Task<TestDatabase> CreateDatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteFile());

    protected override Task<TestDatabase> CopyAsync(TestDatabase template)
    {
        var copy = new SqliteFile();
        File.Copy(((SqliteFile)template).Path, copy.Path);
        return Task.FromResult<TestDatabase>(copy);
    }

    private sealed class SqliteFile : TestDatabase
    {
        private readonly DirectoryInfo _folder;

        public SqliteFile()
            : this(Directory.CreateTempSubdirectory("mysite-test-"))
        {
        }

        private SqliteFile(DirectoryInfo folder)
            : base("Sqlite", $"Data Source={PathIn(folder)}") => _folder = folder;

        public string Path => PathIn(_folder);

        public override void Release()
        {
            using var connection = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(connection);
        }

        public override ValueTask DisposeAsync()
        {
            // Pooled connections hold the file, which only Unix lets go regardless.
            SqliteConnection.ClearAllPools();
            if (_folder.Exists)
                _folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        }

        private static string PathIn(DirectoryInfo folder) => System.IO.Path.Combine(folder.FullName, "test.db");
    }
}
