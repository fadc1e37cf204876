using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace MySite.Data.Sqlite;

/// <summary>
/// Stays open when it is closed, and keeps the statements that it has prepared: to open a connection and to prepare a statement
/// takes longer than most statements take to run, and the driver does both each time.
/// </summary>
internal sealed class KeptConnection : SqliteConnection
{
    private readonly KeptConnections _all;
    private bool _ends;

    public KeptConnection(string connectionString, KeptConnections all)
        : base(connectionString) => (_all, Statements, Turn) = (all, new(this), all.CreateTurn());

    public KeptStatements Statements { get; }

    public WriteTurn Turn { get; }

    public SqliteTransaction? OpenTransaction => Transaction;

    protected override SqliteTransaction? Transaction
    {
        get => base.Transaction;
        set
        {
            base.Transaction = value;
            if (value is null)
                Turn.End();
        }
    }

    public override void Open()
    {
        if (State == ConnectionState.Open)
            return;
        base.Open();
        // Lets SQLite itself wait for another process. Without it the driver sleeps 150 ms between tries.
        using var command = CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 10000;";
        command.ExecuteNonQuery();
    }

    public override void Close()
    {
        if (State != ConnectionState.Open)
            return;
        Transaction?.Dispose();
        Turn.End();
        if (!_ends && _all.TryKeep(this))
            return;
        Statements.End();
        base.Close();
    }

    public override SqliteTransaction BeginTransaction(IsolationLevel isolationLevel, bool deferred)
    {
        if (!deferred)
            Turn.Take();
        try
        {
            return base.BeginTransaction(isolationLevel, deferred);
        }
        catch when (Transaction is null)
        {
            Turn.End();
            throw;
        }
    }

    protected override DbCommand CreateDbCommand() => new KeptCommand(this);

    protected override async ValueTask<DbTransaction> BeginDbTransactionAsync(
        IsolationLevel isolationLevel, CancellationToken cancellationToken)
    {
        await Turn.TakeAsync(cancellationToken);
        return BeginTransaction(isolationLevel);
    }

    protected override void Dispose(bool disposing)
    {
        _ends = true;
        base.Dispose(disposing);
        if (disposing)
            _all.LetGo(this);
    }
}
