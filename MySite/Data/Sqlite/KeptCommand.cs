using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace MySite.Data.Sqlite;

/// <summary>Stands for the kept command of its text, from when the text is known until it is disposed.</summary>
internal sealed class KeptCommand(KeptConnection connection) : DbCommand
{
    private SqliteCommand? _command;
    private SqliteDataReader? _reader;
    private bool _hasTurn;

    [AllowNull]
    public override string CommandText
    {
        get => _command?.CommandText ?? "";
        set => (_command ??= connection.Statements.Take(value ?? "", connection.OpenTransaction)).CommandText = value;
    }

    public override int CommandTimeout
    {
        get => Command.CommandTimeout;
        set => Command.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => Command.CommandType;
        set => Command.CommandType = value;
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException("The connection that made this command keeps it.");
    }

    protected override DbParameterCollection DbParameterCollection => Command.Parameters;

    protected override DbTransaction? DbTransaction
    {
        get => Command.Transaction;
        set => Command.Transaction = (SqliteTransaction?)value;
    }

    private SqliteCommand Command => _command ??= connection.Statements.Take("", connection.OpenTransaction);

    public override void Cancel() => Command.Cancel();

    public override int ExecuteNonQuery() => Ready().ExecuteNonQuery();

    public override async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) =>
        (await ReadyAsync(cancellationToken)).ExecuteNonQuery();

    public override object? ExecuteScalar() => Ready().ExecuteScalar();

    public override async Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) =>
        (await ReadyAsync(cancellationToken)).ExecuteScalar();

    public override void Prepare() => Command.Prepare();

    protected override DbParameter CreateDbParameter() => Command.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
        _reader = Ready().ExecuteReader(behavior);

    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(
        CommandBehavior behavior, CancellationToken cancellationToken) =>
        _reader = (await ReadyAsync(cancellationToken)).ExecuteReader(behavior);

    protected override void Dispose(bool disposing)
    {
        if (disposing && _command is { } command)
        {
            _command = null;
            // A reader that is still open needs it.
            if (_reader is { IsClosed: false })
                command.Dispose();
            else
                connection.Statements.GiveBack(command);
            if (_hasTurn)
                connection.Turn.End();
        }
        base.Dispose(disposing);
    }

    private SqliteCommand Ready()
    {
        _hasTurn |= connection.Turn.TakeFor(CommandText);
        return Command;
    }

    private async ValueTask<SqliteCommand> ReadyAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _hasTurn |= await connection.Turn.TakeForAsync(CommandText, cancellationToken);
        return Command;
    }
}
