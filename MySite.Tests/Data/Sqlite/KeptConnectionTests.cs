using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using MySite.Data.Sqlite;
using MySite.Tests.Support;

namespace MySite.Tests.Data.Sqlite;

/// <summary>A connection that outlives those who close it must show them nothing of each other.</summary>
public sealed class KeptConnectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly KeptConnections _all = new();
    private readonly KeptConnection _connection;

    public KeptConnectionTests()
    {
        _connection = Connect();
        _connection.Open();
        Execute("CREATE TABLE Words (Id INTEGER PRIMARY KEY, Text TEXT UNIQUE)");
    }

    [Fact]
    public void It_stays_open_when_it_is_closed_and_ends_when_it_is_disposed()
    {
        var handle = _connection.Handle;

        _connection.Close();
        _connection.Open();

        Assert.Same(handle, _connection.Handle);
        _connection.Dispose();
        Assert.Equal(ConnectionState.Closed, _connection.State);
    }

    [Fact]
    public void A_crowd_leaves_no_more_than_64_open()
    {
        KeptConnection[] crowd = [.. Enumerable.Range(0, 70).Select(_ => Connect())];
        try
        {
            foreach (var connection in crowd)
                connection.Open();
            foreach (var connection in crowd)
                connection.Close();

            Assert.Equal(64, crowd.Count(connection => connection.State == ConnectionState.Open));
            crowd[0].Dispose();
            crowd[69].Open();
            crowd[69].Close();
            Assert.Equal(ConnectionState.Open, crowd[69].State);
        }
        finally
        {
            foreach (var connection in crowd)
                connection.Dispose();
        }
    }

    [Fact]
    public void The_end_of_the_site_ends_those_that_are_left_and_keeps_no_more()
    {
        _connection.Close();

        _all.Dispose();

        Assert.Equal(ConnectionState.Closed, _connection.State);
        using var late = Connect();
        late.Open();
        late.Close();
        Assert.Equal(ConnectionState.Closed, late.State);
    }

    [Fact]
    public void A_statement_is_prepared_once()
    {
        Execute("INSERT INTO Words (Text) VALUES ('tea')");

        var first = Read("SELECT Text FROM Words");
        _connection.Close();
        _connection.Open();
        var second = Read("SELECT Text FROM Words");

        Assert.Equal(["tea"], first.Texts);
        Assert.Equal(["tea"], second.Texts);
        Assert.Same(first.Statement, second.Statement);
    }

    [Fact]
    public void Two_who_read_by_the_same_text_read_their_own()
    {
        Execute("INSERT INTO Words (Text) VALUES ('tea'), ('cup')");
        const string Sql = "SELECT Text FROM Words WHERE Id >= @id ORDER BY Id";

        for (var time = 0; time < 2; time++)
        {
            using var outer = Command(Sql, ("@id", 1));
            using var words = outer.ExecuteReader();
            Assert.True(words.Read());
            Assert.Equal(["cup"], Read(Sql, ("@id", 2)).Texts);
            Assert.Equal("tea", words.GetString(0));
            Assert.True(words.Read());
            Assert.Equal("cup", words.GetString(0));
        }
    }

    [Fact]
    public void What_somebody_else_writes_is_seen_at_once_even_after_a_reader_that_was_left_in_the_middle()
    {
        Execute("INSERT INTO Words (Text) VALUES ('tea'), ('cup')");
        using (var command = Command("SELECT Text FROM Words ORDER BY Id"))
        using (var words = command.ExecuteReader())
            Assert.True(words.Read());
        _connection.Close();

        using (var other = Connect())
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = "UPDATE Words SET Text = 'pot' WHERE Id = 1";
            Assert.Equal(1, command.ExecuteNonQuery());
        }
        _connection.Open();

        Assert.Equal(["pot", "cup"], Read("SELECT Text FROM Words ORDER BY Id").Texts);
    }

    [Fact]
    public void A_table_that_has_changed_is_read_as_it_is_now()
    {
        Execute("INSERT INTO Words (Text) VALUES ('tea')");
        Assert.Equal(["1"], Read("SELECT * FROM Words").Texts);

        Execute("DROP TABLE Words");
        Assert.Throws<SqliteException>(() => Read("SELECT * FROM Words"));
        Execute("CREATE TABLE Words (Text TEXT)");
        Execute("INSERT INTO Words (Text) VALUES ('cup')");

        Assert.Equal(["cup"], Read("SELECT * FROM Words").Texts);
    }

    [Fact]
    public void A_statement_that_failed_works_the_next_time()
    {
        const string Sql = "INSERT INTO Words (Text) VALUES (@text)";
        Assert.Equal(1, Execute(Sql, ("@text", "tea")));

        Assert.Throws<SqliteException>(() => Execute(Sql, ("@text", "tea")));

        Assert.Equal(1, Execute(Sql, ("@text", "cup")));
        Assert.Equal(["tea", "cup"], Read("SELECT Text FROM Words ORDER BY Id").Texts);
    }

    [Fact]
    public void A_statement_has_no_values_of_whoever_ran_it_before()
    {
        const string Sql = "SELECT Text FROM Words WHERE Text = @text";
        Read(Sql, ("@text", "tea"));

        Assert.Throws<InvalidOperationException>(() => Read(Sql));
    }

    [Fact]
    public void What_was_not_committed_is_rolled_back_by_closing()
    {
        const string Sql = "INSERT INTO Words (Text) VALUES ('tea')";
        using (var transaction = _connection.BeginTransaction())
        {
            Execute(Sql);
            _connection.Close();
        }
        _connection.Open();
        Assert.Empty(Read("SELECT Text FROM Words").Texts);

        using (var transaction = _connection.BeginTransaction())
        {
            Execute(Sql);
            transaction.Commit();
        }
        Assert.Equal(0, Execute("DELETE FROM Words WHERE Id < 0"));
        Assert.Equal(["tea"], Read("SELECT Text FROM Words").Texts);
    }

    [Fact]
    public void Statements_without_end_are_not_kept_without_end()
    {
        var first = Read("SELECT 0").Statement!;
        for (var number = 1; number <= 500; number++)
            Assert.Equal([$"{number}"], Read($"SELECT {number}").Texts);

        Assert.True(first.IsClosed);
    }

    [Fact]
    public void A_command_that_goes_before_its_reader_is_not_given_to_somebody_else()
    {
        Execute("INSERT INTO Words (Text) VALUES ('tea'), ('cup')");
        var command = Command("SELECT Text FROM Words ORDER BY Id");
        var words = command.ExecuteReader();
        command.Dispose();

        Assert.Equal(["tea", "cup"], Read("SELECT Text FROM Words ORDER BY Id").Texts);
        words.Dispose();
        Assert.Equal(["tea", "cup"], Read("SELECT Text FROM Words ORDER BY Id").Texts);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _all.Dispose();
        SqliteConnection.ClearPool(_connection);
        _folder.Dispose();
    }

    private KeptConnection Connect() => new($"Data Source={Path.Combine(_folder.FullPath, "kept.db")}", _all);

    private DbCommand Command(string sql, params (string Name, object Value)[] parameters)
    {
        DbConnection connection = _connection;
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        return command;
    }

    private int Execute(string sql, params (string, object)[] parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    private (string[] Texts, SQLitePCL.sqlite3_stmt? Statement) Read(string sql, params (string, object)[] parameters)
    {
        using var command = Command(sql, parameters);
        using var reader = (SqliteDataReader)command.ExecuteReader();
        var statement = reader.Handle;
        List<string> texts = [];
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return ([.. texts], statement);
    }
}
