using Microsoft.Data.Sqlite;
using MySite.Benchmarks.Sites;

namespace MySite.Benchmarks.Growth;

/// <summary>Puts as many polls as wanted into a database of the site, in place of those that are there.</summary>
internal static class GrowthDatabase
{
    public static async Task FillAsync(string database, GrowthSize size)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 600;
        command.CommandText =
            $"""
            DELETE FROM Choices;
            DELETE FROM Questions;
            INSERT INTO Questions (Id, QuestionText, PubDate)
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {size.Polls})
            SELECT i, 'Question ' || i, strftime('%Y-%m-%d %H:%M:%S', 'now', '-' || i || ' minutes') FROM n;
            INSERT INTO Choices (QuestionId, ChoiceText, Votes)
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {size.ChoicesOfEach})
            SELECT Id, 'Choice ' || i, Id * i * 7 % 101 FROM Questions, n;
            PRAGMA wal_checkpoint(TRUNCATE)
            """;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>As many polls as are asked for elsewhere, spread evenly.</summary>
    public static int[] SomePolls(GrowthSize size) =>
        [.. Enumerable.Range(0, SiteFolder.Polls).Select(i => 1 + (int)((long)i * (size.Polls - 1) / (SiteFolder.Polls - 1)))];
}
