using System.Globalization;
using Microsoft.Data.Sqlite;

namespace MySite.Benchmarks.Sites;

/// <summary>
/// What a site costs at the least: bare Kestrel, the site's SQL through ADO.NET in each request, and the site's own bytes as the
/// answer, which were taken from it before. No routing, no token, no session, no log.
/// </summary>
internal sealed class Floor(string database, string pages)
{
    public const string Word = "floor";

    private readonly string _connection = new SqliteConnectionStringBuilder { DataSource = database }.ToString();

    /// <summary>Runs until it is killed.</summary>
    public static async Task<int> RunAsync(string database, string pages)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(new Floor(database, pages).AnswerAsync);
        await app.StartAsync();
        await Console.Out.WriteLineAsync($"Now listening on: {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        await using var connection = new SqliteConnection(_connection);
        await connection.OpenAsync();
        var parts = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        if (parts is ["polls"])
        {
            await ReadAsync(connection, FloorSql.Index, ("@now", now));
            await ReadAsync(connection, FloorSql.Next, ("@now", now));
        }
        else
        {
            var id = int.Parse(parts[1], CultureInfo.InvariantCulture);
            if (parts is [_, _, "vote"])
            {
                var choice = int.Parse((await context.Request.ReadFormAsync())["choice"]!, CultureInfo.InvariantCulture);
                await RunAsync(connection, FloorSql.Vote, ("@now", now), ("@questionId", id), ("@choiceId", choice));
            }
            else
            {
                await ReadAsync(connection, FloorSql.Question, ("@now", now), ("@id", id));
            }
        }
        await FloorPage.Read(pages, FloorPage.NameOf(context.Request.Path.Value)).WriteAsync(context.Response);
    }

    private static async Task RunAsync(SqliteConnection connection, string sql, params (string, object)[] parameters)
    {
        await using var command = Command(connection, sql, parameters);
        await command.ExecuteNonQueryAsync();
    }

    // Every value is looked at, as whoever builds a page of them would.
    private static async Task ReadAsync(SqliteConnection connection, string sql, params (string, object)[] parameters)
    {
        await using var command = Command(connection, sql, parameters);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            for (var column = 0; column < reader.FieldCount; column++)
                reader.GetValue(column);
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
