using System.Data.Common;
using Microsoft.Data.Sqlite;
using MySite.Data.Sqlite;
using MySite.Tests.Support;

namespace MySite.Tests.Data.Sqlite;

/// <summary>Connections of one site write one after another, and whoever waits holds no thread.</summary>
public sealed class WriteTurnTests : IDisposable
{
    private const string Tea = "INSERT INTO Words (Text) VALUES ('tea')";
    private const string Cup = "INSERT INTO Words (Text) VALUES ('cup')";

    private readonly TemporaryFolder _folder = new();
    private readonly KeptConnections _all = new();
    private readonly KeptConnection _first;
    private readonly KeptConnection _second;

    public WriteTurnTests()
    {
        (_first, _second) = (Connect(), Connect());
        Execute(_first, "CREATE TABLE Words (Id INTEGER PRIMARY KEY, Text TEXT UNIQUE)");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_statement_waits_for_the_end_of_a_transaction()
    {
        var transaction = await _first.BeginTransactionAsync(Cancel);
        Execute(_first, Tea);

        var waits = ExecuteAsync(_second, Cup);
        Assert.False(waits.IsCompleted);
        await transaction.CommitAsync(Cancel);

        Assert.Equal(1, await SoonAsync(waits));
        Assert.Equal(2L, await CountAsync(_first));
    }

    [Fact]
    public async Task A_transaction_waits_for_a_reader_of_what_was_written()
    {
        await using (var command = Command(_first, "INSERT INTO Words (Text) VALUES ('tea') RETURNING Id"))
        {
            await using var rows = await command.ExecuteReaderAsync(Cancel);
            var waits = _second.BeginTransactionAsync(Cancel).AsTask();
            Assert.False(waits.IsCompleted);
            Assert.True(await rows.ReadAsync(Cancel));
            await rows.DisposeAsync();
            await command.DisposeAsync();
            await using var transaction = await SoonAsync(waits);
            Execute(_second, Cup);
            await transaction.CommitAsync(Cancel);
        }

        Assert.Equal(2L, await CountAsync(_first));
    }

    [Fact]
    public async Task Whoever_reads_waits_for_nobody()
    {
        await using var transaction = await _first.BeginTransactionAsync(Cancel);
        Execute(_first, Tea);

        Assert.Equal(0L, await CountAsync(_second));
        Assert.Equal(1L, await CountAsync(_first));
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_takes_no_turn()
    {
        using var patience = new CancellationTokenSource();
        await using (await _first.BeginTransactionAsync(Cancel))
        {
            var waits = ExecuteAsync(_second, Cup, patience.Token);
            await patience.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);
        }

        Assert.Equal(1, await SoonAsync(ExecuteAsync(_first, Tea)));
        Assert.Equal(1, await SoonAsync(ExecuteAsync(_second, Cup)));
    }

    [Theory]
    [InlineData("commit")]
    [InlineData("roll back")]
    [InlineData("dispose")]
    [InlineData("close")]
    [InlineData("end")]
    public async Task Each_end_of_a_transaction_is_the_end_of_its_turn(string end)
    {
        var transaction = await _first.BeginTransactionAsync(Cancel);
        var waits = ExecuteAsync(_second, Cup);
        Assert.False(waits.IsCompleted);

        await (end switch
        {
            "commit" => transaction.CommitAsync(Cancel),
            "roll back" => transaction.RollbackAsync(Cancel),
            "dispose" => transaction.DisposeAsync().AsTask(),
            "close" => _first.CloseAsync(),
            _ => _first.DisposeAsync().AsTask(),
        });

        Assert.Equal(1, await SoonAsync(waits));
    }

    [Fact]
    public async Task A_statement_that_fails_ends_its_turn()
    {
        Execute(_first, Tea);
        await Assert.ThrowsAsync<SqliteException>(() => ExecuteAsync(_first, Tea));

        Assert.Equal(1, await SoonAsync(ExecuteAsync(_second, Cup)));
    }

    [Fact]
    public async Task A_transaction_that_cannot_begin_ends_its_turn()
    {
        await _first.CloseAsync();
        _first.Dispose();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await _first.BeginTransactionAsync(Cancel));

        Assert.Equal(1, await SoonAsync(ExecuteAsync(_second, Tea)));
    }

    [Fact]
    public async Task Many_who_write_at_once_all_do()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(async () =>
        {
            await using var connection = Connect();
            for (var time = 0; time < 10; time++)
            {
                await using var transaction = await connection.BeginTransactionAsync(Cancel);
                await ExecuteAsync(connection, $"INSERT INTO Words (Text) VALUES ('{number}-{time}')");
                await transaction.CommitAsync(Cancel);
            }
        })));

        Assert.Equal(200L, await CountAsync(_first));
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _all.Dispose();
        SqliteConnection.ClearPool(_first);
        _folder.Dispose();
    }

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private static int Execute(KeptConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        return command.ExecuteNonQuery();
    }

    private static async Task<int> ExecuteAsync(
        KeptConnection connection, string sql, CancellationToken? cancellationToken = null)
    {
        await using var command = Command(connection, sql);
        return await command.ExecuteNonQueryAsync(cancellationToken ?? Cancel);
    }

    private static async Task<object?> CountAsync(KeptConnection connection)
    {
        await using var command = Command(connection, "SELECT COUNT(*) FROM Words");
        return await SoonAsync(command.ExecuteScalarAsync(Cancel));
    }

    // Who waits for a turn that nobody ends asks SQLite after ten seconds.
    private static Task<T> SoonAsync<T>(Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System, Cancel);

    private KeptConnection Connect()
    {
        var connection = new KeptConnection($"Data Source={Path.Combine(_folder.FullPath, "turns.db")}", _all);
        connection.Open();
        return connection;
    }
}
