using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MySite.Data.Sqlite;

/// <summary>
/// Gives the contexts of a pool connections to SQLite that outlive a request and write in turns, and ends them with the site.
/// </summary>
/// <remarks>
/// Without EF Core's own functions in SQL (for decimals and regular expressions), which no entity has a use for: the driver
/// would register them each time that a connection is opened.
/// </remarks>
internal sealed class KeptConnections : DbConnectionInterceptor, IDisposable
{
    // So that a crowd does not leave behind as many open files as it had people.
    private const int Limit = 64;

    private readonly Lock _gate = new();
    private readonly HashSet<KeptConnection> _kept = [];
    private readonly SemaphoreSlim _turns = new(1);
    private bool _isDisposed;

    public override InterceptionResult<DbConnection> ConnectionCreating(
        ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        eventData.ConnectionString is { } text
            ? InterceptionResult<DbConnection>.SuppressWithResult(new KeptConnection(text, this))
            : result;

    public WriteTurn CreateTurn() => new(_turns);

    public bool TryKeep(KeptConnection connection)
    {
        lock (_gate)
            return !_isDisposed && (_kept.Contains(connection) || (_kept.Count < Limit && _kept.Add(connection)));
    }

    public void LetGo(KeptConnection connection)
    {
        lock (_gate)
            _kept.Remove(connection);
    }

    // EF Core's pool ends without disposing what its contexts hold.
    public void Dispose()
    {
        KeptConnection[] kept;
        lock (_gate)
            (kept, _isDisposed) = ([.. _kept], true);
        foreach (var connection in kept)
            connection.Dispose();
        _turns.Dispose();
    }
}
