using System.Net;
using System.Text;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Lists;

public abstract class ListExportTests(DatabaseServer server) : ListSite(server)
{
    [Fact]
    public async Task All_that_match_are_exported_in_their_order()
    {
        await SaveAsync([.. Enumerable.Range(0, 150).Select(n => new Question($"Q{n:000}", Now.AddDays(-1)))]);
        await SaveAsync(new Question("Other", Now));
        var visitor = await SuperuserAsync();

        var response = await visitor.GetAsync(Link(await visitor.OpenAsync("/admin/polls/question/?q=q&o=1"), "Export as CSV"));
        var bytes = await response.Content.ReadAsByteArrayAsync(Cancel);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("questions.csv", response.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        Assert.Equal(Encoding.UTF8.Preamble, bytes[..3]);
        Assert.Equal("Question text,Date published,Published recently?", lines[0]);
        Assert.Equal("Q000,2035-06-14 12:00:00,Yes", lines[1]);
        Assert.Equal("Q149,2035-06-14 12:00:00,Yes", lines[150]);
        Assert.Equal("", Assert.Single(lines[151..]));
    }

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"yes\"", "\"say \"\"yes\"\"\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@sum", "'@sum")]
    [InlineData("Größe", "Größe")]
    public async Task Texts_are_quoted_and_formulas_defused(string text, string field)
    {
        await SaveAsync(new Question(text, Now));

        var csv = await (await SuperuserAsync()).Http.GetStringAsync(
            new Uri("/admin/tests/tagged/export.csv", UriKind.Relative), Cancel);

        Assert.Equal($"Question\r\n{field}\r\n", csv.TrimStart('\uFEFF'));
    }
}

public sealed class ListExportTestsOnSqlite() : ListExportTests(DatabaseServer.Sqlite);

public sealed class ListExportTestsOnPostgreSql() : ListExportTests(DatabaseServer.PostgreSql);
