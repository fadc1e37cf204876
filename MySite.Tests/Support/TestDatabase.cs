namespace MySite.Tests.Support;

/// <summary>An empty database of its own for one test.</summary>
public abstract class TestDatabase(string provider, string connectionString) : IAsyncDisposable
{
    public string Provider { get; } = provider;

    public string ConnectionString { get; } = connectionString;

    public abstract ValueTask DisposeAsync();
}
