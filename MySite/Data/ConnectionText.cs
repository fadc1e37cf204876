using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace MySite.Data;

/// <summary>The connection string for the chosen provider, checked before anything connects.</summary>
internal static class ConnectionText
{
    private const string Setting = "ConnectionStrings:Default";

    public static string For(DatabaseProvider provider, string? configured, string contentRoot) => provider switch
    {
        DatabaseProvider.Sqlite => Sqlite(configured, contentRoot),
        DatabaseProvider.SqlServer => SqlServer(configured),
        _ => PostgreSql(configured),
    };

    public static OptionsValidationException Wrong(string message) =>
        new(DatabaseOptions.Section, typeof(DatabaseOptions), [message]);

    private static string Sqlite(string? configured, string contentRoot)
    {
        var connection = Parse(DatabaseProvider.Sqlite, text => new SqliteConnectionStringBuilder(text),
            string.IsNullOrWhiteSpace(configured) ? "Data Source=App_Data/mysite.db" : configured);
        connection.ForeignKeys = true;
        if (connection.Mode == SqliteOpenMode.Memory || connection.DataSource is "" or ":memory:")
            throw Wrong($"{Setting} must name a file: each connection would have a database in memory to itself.");
        if (connection.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            throw Wrong($"{Setting} must give the database's file as a path, not as a file: URI.");

        connection.DataSource = Path.GetFullPath(connection.DataSource, contentRoot);
        CreateFolderOf(connection.DataSource);
        return connection.ToString();
    }

    private static void CreateFolderOf(string file)
    {
        if (Path.EndsInDirectorySeparator(file) || Directory.Exists(file))
            throw Wrong($"{Setting} must name a file: {file} is a folder.");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Wrong($"{Setting} names a file whose folder cannot be created: {error.Message}");
        }
    }

    // A method loads what it names, and so a driver that nobody uses, unless each is in a method of its own.
    private static string SqlServer(string? configured) =>
        Server(DatabaseProvider.SqlServer, configured, text => new SqlConnectionStringBuilder(text));

    private static string PostgreSql(string? configured) =>
        Server(DatabaseProvider.PostgreSql, configured, text => new NpgsqlConnectionStringBuilder(text));

    private static string Server<T>(DatabaseProvider provider, string? configured, Func<string, T> parse)
        where T : DbConnectionStringBuilder
    {
        if (string.IsNullOrWhiteSpace(configured))
            throw Wrong($"{Setting} is missing: Database:Provider is {provider}, which needs it.");
        return Parse(provider, parse, configured).ConnectionString;
    }

    private static T Parse<T>(DatabaseProvider provider, Func<string, T> parse, string text)
    {
        try
        {
            return parse(text);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The error quotes the text, and half a password would be part of it.
            throw Wrong($"{Setting} is no connection string for {provider}. A value with a semicolon needs quotes.");
        }
    }
}
