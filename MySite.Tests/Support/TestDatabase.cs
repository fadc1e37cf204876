namespace MySite.Tests.Support;

/// <summary>A database of its own for one test.</summary>
public abstract class TestDatabase(string provider, string connectionString) : IAsyncDisposable
{
    public string Provider { get; } = provider;

    public string ConnectionString { get; } = connectionString;

    /// <summary>Closes the connections to it that wait in a pool.</summary>
    public abstract void Release();

    public abstract ValueTask DisposeAsync();
}
