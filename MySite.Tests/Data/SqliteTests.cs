using Microsoft.EntityFrameworkCore;
using MySite.Data;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Data;

public sealed class SqliteTests() : SiteTests(DatabaseServer.Sqlite)
{
    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("foreign_keys", "1")]
    [InlineData("busy_timeout", "10000")]
    public async Task The_connections_of_the_site_are_set_up(string pragma, string value) =>
        Assert.Equal(value, await InScopeAsync(db => PragmaAsync(db, pragma)));

    [Fact]
    public async Task Instants_lie_there_as_text_that_people_and_date_functions_read()
    {
        await SaveAsync(new Question("When?", new DateTimeOffset(2026, 11, 24, 9, 30, 0, 120, TimeSpan.FromHours(1))));

        var text = await InScopeAsync(db => db.Database
            .SqlQuery<string>($"SELECT PubDate AS Value FROM Questions").SingleAsync(Cancel));
        var day = await InScopeAsync(db => db.Database
            .SqlQuery<string>($"SELECT date(PubDate) AS Value FROM Questions").SingleAsync(Cancel));

        Assert.Equal("2026-11-24 08:30:00.12", text);
        Assert.Equal("2026-11-24", day);
    }

    [Fact]
    public async Task Instants_keep_every_tick()
    {
        var written = Now.AddTicks(1234567);
        await SaveAsync(new Question("When?", written));

        var read = await InScopeAsync(db =>
            db.Set<Question>().Select(question => question.PubDate).SingleAsync(Cancel));

        Assert.Equal(written, read);
    }

    [Fact]
    public void Without_a_connection_string_the_database_lies_below_the_content_root()
    {
        var root = Directory.CreateTempSubdirectory("mysite-test-");
        try
        {
            var text = ConnectionText.For(DatabaseProvider.Sqlite, configured: null, root.FullName);

            var folder = Path.Combine(root.FullName, "App_Data");
            Assert.Contains($"Data Source={Path.Combine(folder, "mysite.db")}", text, StringComparison.Ordinal);
            Assert.True(Directory.Exists(folder));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static async Task<string> PragmaAsync(SiteDbContext db, string pragma)
    {
        await db.Database.OpenConnectionAsync(Cancel);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA " + pragma;
        return $"{await command.ExecuteScalarAsync(Cancel)}";
    }
}
