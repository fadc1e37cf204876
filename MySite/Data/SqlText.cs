using System.Text.RegularExpressions;

namespace MySite.Data;

/// <summary>What may be told of a command: never a value.</summary>
internal static partial class SqlText
{
    public static string Masked(string text) => Literals().Replace(text, "'…'");

    /// <summary>What the first statement does, and to which table: <c>INSERT</c>, <c>Questions</c>.</summary>
    public static (string? Operation, string? Table) Of(string text)
    {
        var found = Statement().Match(text);
        var table = found.Groups["table"];
        return (found.Success ? found.Groups["operation"].Value.ToUpperInvariant() : null, table.Success ? table.Value : null);
    }

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Literals();

    // Skips the comments of TagWith and what SQL Server's batches set up. A name with an alias comes before one without,
    // which may be an alias itself: UPDATE [q] SET … FROM [Questions] AS [q].
    [GeneratedRegex("""
        ^ (?: \s+ | --[^\n]*(?:\n|$) | SET\s[^;]*; )* (?<operation> [A-Z]+ ) \b
        (?: [^']*? \b (?: FROM | INTO | (?<=UPDATE) | (?<=MERGE) ) \s+ (?:["\[]?\w+["\]]?\.)? ["\[]?(?<table>\w+)["\]]? \s+ AS\b
        |   [^']*? \b (?: FROM | INTO | (?<=UPDATE) | (?<=MERGE) | TABLE (?:\s+IF(?:\s+NOT)?\s+EXISTS)? ) \s+
            (?:["\[]?\w+["\]]?\.)? ["\[]?(?<table>\w+)
        )?
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Statement();
}
