using MySite.Data;

namespace MySite.Tests.Data;

public sealed class SqlTextTests
{
    [Theory]
    [InlineData("SELECT \"q\".\"Id\" FROM \"Questions\" AS \"q\" WHERE 1", "SELECT", "Questions")]
    [InlineData("SELECT COUNT(*)\nFROM (\n    SELECT 1 FROM [Votes] AS [v]\n) AS [t]", "SELECT", "Votes")]
    [InlineData("-- update \"No\" set\n\nselect 1 from \"Yes\"", "SELECT", "Yes")]
    [InlineData("SET IMPLICIT_TRANSACTIONS OFF;\nSET NOCOUNT ON;\nINSERT INTO [Users] ([Id]) VALUES (@p0);", "INSERT", "Users")]
    [InlineData("UPDATE \"Questions\" SET \"Text\" = @p0 WHERE \"Id\" = @p1", "UPDATE", "Questions")]
    [InlineData("UPDATE [q]\nSET [q].[Text] = @p\nFROM [Questions] AS [q]", "UPDATE", "Questions")]
    [InlineData("DELETE FROM [q]\nFROM [dbo].[Questions] AS [q]", "DELETE", "Questions")]
    [InlineData("MERGE [Tags] USING (VALUES (@p0, 0)) AS i ([Name], _Position) ON 1=0", "MERGE", "Tags")]
    [InlineData("CREATE TABLE IF NOT EXISTS \"Tags\" (\"Id\" TEXT)", "CREATE", "Tags")]
    [InlineData("PRAGMA journal_mode = 'wal';", "PRAGMA", null)]
    [InlineData("SELECT 'from \"Nowhere\"'", "SELECT", null)]
    [InlineData("", null, null)]
    [InlineData("  -- nothing", null, null)]
    public void The_first_statement_and_its_table_are_found(string text, string? operation, string? table) =>
        Assert.Equal((operation, table), SqlText.Of(text));

    [Fact]
    public void Texts_within_a_command_are_masked() =>
        Assert.Equal("SELECT '…', \"a'…'", SqlText.Masked("SELECT 'it''s ada', \"a'b'"));

    [Fact]
    public void A_command_of_any_length_is_read_at_once()
    {
        var text = "SELECT " + string.Concat(Enumerable.Repeat("from, into (", 100_000));

        Assert.Equal(("SELECT", null), SqlText.Of(text));
    }
}
