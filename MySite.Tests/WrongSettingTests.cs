using MySite.Tests.Support;

namespace MySite.Tests;

/// <summary>A wrong setting stops the start with one line that names it.</summary>
public sealed class WrongSettingTests
{
    [Theory]
    [InlineData("Database__Provider", "Oracle",
        "Database:Provider is Oracle; it must be Sqlite, SqlServer or PostgreSql.")]
    [InlineData("Database__Provider", "SqlServer",
        "ConnectionStrings:Default is missing: Database:Provider is SqlServer, which needs it.")]
    [InlineData("ConnectionStrings__Default", "Server=here",
        "ConnectionStrings:Default is no connection string for Sqlite: *")]
    [InlineData("Polls__ListCacheDuration", "02:00:00",
        "Polls:ListCacheDuration must lie between 00:00:00 and 01:00:00.")]
    [InlineData("Polls__ListCacheDuration", "soon", "*'soon' at 'Polls:ListCacheDuration'*")]
    [InlineData("Site__Https", "perhaps", "*'perhaps' at 'Site:Https'*")]
    public async Task It_is_named_in_one_line_and_nothing_starts(string name, string value, string line)
    {
        var folder = Directory.CreateTempSubdirectory("mysite-test-");
        try
        {
            var (exitCode, output, error) = await SiteProcess.RunAsync(
                ("ASPNETCORE_CONTENTROOT", folder.FullName), ("ASPNETCORE_URLS", "http://127.0.0.1:0"), (name, value));

            Assert.Equal(1, exitCode);
            Assert.Empty(output);
            var said = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.Matches("^Wrong setting: " + Pattern(line) + "$", said.TrimEnd());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Pattern(string line) =>
        System.Text.RegularExpressions.Regex.Escape(line).Replace(@"\*", ".*", StringComparison.Ordinal);
}
