using System.Data;
using Microsoft.Data.Sqlite;

namespace MySite.Data.Sqlite;

/// <summary>The commands of a connection that nobody uses, each with the statement that was prepared for its text.</summary>
internal sealed class KeptStatements(SqliteConnection connection)
{
    // As many as Npgsql keeps. Some texts are made for lists of any length, so that there is no end of them.
    private const int Limit = 100;

    private readonly Dictionary<string, SqliteCommand> _idle = [];

    /// <summary>A command for this text, prepared already if it was run before.</summary>
    public SqliteCommand Take(string text, SqliteTransaction? transaction)
    {
        if (!_idle.Remove(text, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = text;
        }
        command.Transaction = transaction;
        return command;
    }

    public void GiveBack(SqliteCommand command)
    {
        command.Parameters.Clear();
        (command.Transaction, command.CommandTimeout) = (null, connection.DefaultTimeout);
        if (_idle.Count >= Limit)
            End();
        if (connection.State != ConnectionState.Open || !_idle.TryAdd(command.CommandText, command))
            command.Dispose();
    }

    public void End()
    {
        foreach (var command in _idle.Values)
            command.Dispose();
        _idle.Clear();
    }
}
