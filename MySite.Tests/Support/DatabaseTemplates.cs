using MySite.Tests.Support;

[assembly: AssemblyFixture(typeof(DatabaseTemplates))]

namespace MySite.Tests.Support;

/// <summary>Ends with the last test, and what the tests copied their databases from with it.</summary>
public sealed class DatabaseTemplates : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await DatabaseServer.Sqlite.DisposeAsync();
        await DatabaseServer.PostgreSql.DisposeAsync();
    }
}
