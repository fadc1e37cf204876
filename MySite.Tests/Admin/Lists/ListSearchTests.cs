using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Lists;

public abstract class ListSearchTests(DatabaseServer server) : ListSite(server)
{
    [Theory]
    [InlineData("SUNNY day", "A sunny day?")]
    [InlineData("day a", "A sunny day?")]
    [InlineData("sunny night", "")]
    [InlineData("100%", "100% sure?")]
    [InlineData("0%0", "")]
    [InlineData("a_b", "a_b [c] \\d")]
    [InlineData("[c] \\D", "a_b [c] \\d")]
    [InlineData("ÖSTERREICH", "Österreich?")]
    [InlineData("österreich", "Österreich?")]
    [InlineData("%00", "")]
    [InlineData("\"sunny day\"", "A sunny day?")]
    [InlineData("\"day sunny\"", "")]
    [InlineData("“A SUNNY” day", "A sunny day?")]
    [InlineData("'nny d'", "A sunny day?")]
    [InlineData("' sunny ' \"\"", "A sunny day?")]
    [InlineData("\"sunny day", "")]
    [InlineData("it's mom's", "It's mom's \"5 inches\"")]
    [InlineData("s\" \"5 inches\"", "It's mom's \"5 inches\"")]
    public async Task Every_word_must_occur_whatever_its_case(string words, string found)
    {
        await SaveAsync(
            new Question("A sunny day?", Now), new Question("100% sure?", Now), new Question("a_b [c] \\d", Now),
            new Question("axb", Now), new Question("Österreich?", Now), new Question("1000", Now),
            new Question("It's mom's \"5 inches\"", Now));

        var page = await (await SuperuserAsync()).OpenAsync($"/admin/polls/question/?q={Uri.EscapeDataString(words)}");

        Assert.Equal(found, string.Join('|', First(page)));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("' '")]
    public async Task Quotation_marks_around_nothing_find_everything(string words)
    {
        await SaveAsync(new Question("A", Now), new Question("B", Now));

        Assert.Equal(2, First(await (await SuperuserAsync()).OpenAsync(
            $"/admin/polls/question/?q={Uri.EscapeDataString(words)}")).Length);
    }

    [Fact]
    public async Task Words_are_looked_for_in_related_objects_too()
    {
        await SaveAsync(new Question("Weather", Now) { Choices = { new("Rain"), new("Snow") } });
        var visitor = await SuperuserAsync();

        Assert.Equal(["Rain"], First(await visitor.OpenAsync("/admin/tests/choice/?q=weather+rain")));
        Assert.Equal(2, First(await visitor.OpenAsync("/admin/tests/choice/?q=weather")).Length);
    }

    [Fact]
    public async Task A_word_in_more_rows_than_are_counted_pages_on_without_counting()
    {
        await SaveAsync([.. Enumerable.Range(0, 1_050).Select(n => new Question($"Word {n:0000}", Now.AddMinutes(-n)))]);
        var visitor = await SuperuserAsync();

        var page = await visitor.OpenAsync("/admin/polls/question/?q=word");
        Assert.Equal("100 of more than 100 questions", Text(page.QuerySelector(".count")));
        Assert.DoesNotContain("(", Text(page.QuerySelector("aside")), StringComparison.Ordinal);
        page = await visitor.OpenAsync(Link(page, "Next"));
        Assert.Equal("Word 0100", First(page)[0]);

        page = await visitor.OpenAsync("/admin/polls/question/?q=word+1");
        Assert.Equal("100 of 321 questions", Text(page.QuerySelector(".count")));
        Assert.Contains("Today (", Text(page.QuerySelector("aside")), StringComparison.Ordinal);
    }
}

public sealed class ListSearchTestsOnSqlite() : ListSearchTests(DatabaseServer.Sqlite);

public sealed class ListSearchTestsOnPostgreSql() : ListSearchTests(DatabaseServer.PostgreSql);
