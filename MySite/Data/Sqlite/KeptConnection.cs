using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace MySite.Data.Sqlite;

/// <summary>
/// Stays open when it is closed, and keeps the statements that it has prepared: to open a connection and to prepare a statement
/// takes longer than most statements take to run, and the driver does both each time.
/// </summary>
internal sealed class KeptConnection(string connectionString, KeptConnections all) : SqliteConnection(connectionString)
{
    // As many as Npgsql keeps. Some texts are made for lists of any length, so that there is no end of them.
    private const int StatementLimit = 100;

    private readonly Dictionary<string, SqliteCommand> _idle = [];
    private bool _ends;

    public override void Open()
    {
        if (State == ConnectionState.Open)
            return;
        base.Open();
        // Lets SQLite itself wait for another writer. Without it the driver sleeps 150 ms between tries, which makes a crowd of
        // voters crawl.
        using var command = CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 10000;";
        command.ExecuteNonQuery();
    }

    public override void Close()
    {
        if (State != ConnectionState.Open)
            return;
        Transaction?.Dispose();
        if (!_ends && all.TryKeep(this))
            return;
        // Ends the statements, too.
        base.Close();
        _idle.Clear();
    }

    /// <summary>A command for this text, prepared already if it was run before.</summary>
    public SqliteCommand Take(string text)
    {
        if (!_idle.Remove(text, out var command))
        {
            command = CreateCommand();
            command.CommandText = text;
        }
        command.Transaction = Transaction;
        return command;
    }

    public void GiveBack(SqliteCommand command)
    {
        command.Parameters.Clear();
        (command.Transaction, command.CommandTimeout) = (null, DefaultTimeout);
        if (_idle.Count >= StatementLimit)
            Forget();
        if (State != ConnectionState.Open || !_idle.TryAdd(command.CommandText, command))
            command.Dispose();
    }

    protected override DbCommand CreateDbCommand() => new KeptCommand(this);

    protected override void Dispose(bool disposing)
    {
        _ends = true;
        base.Dispose(disposing);
        if (disposing)
            all.LetGo(this);
    }

    private void Forget()
    {
        foreach (var command in _idle.Values)
            command.Dispose();
        _idle.Clear();
    }
}
