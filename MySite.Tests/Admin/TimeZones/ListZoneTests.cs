using System.Text;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.TimeZones;

/// <summary>Lists in the time of whoever reads them. The clock of the site stands at noon, 15 June 2035, in UTC.</summary>
public abstract class ListZoneTests(DatabaseServer server) : ZoneSite(server)
{
    private const string List = "/admin/polls/question/";

    [Fact]
    public async Task What_is_published_late_in_UTC_belongs_to_the_next_day_in_Berlin_in_list_filter_and_hierarchy_alike()
    {
        await SaveAsync(
            new Question("late", At("2035-06-14 23:30")), new Question("early", At("2035-06-14 21:30")),
            new Question("tonight", At("2035-06-15 22:30")));
        var visitor = await StaffInAsync("Europe/Berlin");

        var page = await visitor.OpenAsync(List);
        Assert.Equal(
            ["tonight 16 Jun 2035, 00:30", "late 15 Jun 2035, 01:30", "early 14 Jun 2035, 23:30"], await RowsAsync(visitor, ""));
        Assert.Contains("Today (1)", Texts(page, "aside li"));
        Assert.Contains("Past 7 days (2)", Texts(page, "aside li"));
        Assert.Equal(["June 14", "June 15", "June 16"], Texts(await visitor.OpenAsync($"{List}?d=2035-06"), ".drill a")[1..]);
        foreach (var query in new[] { "?pub_date=today", "?d=2035-06-15" })
            Assert.Equal(["late 15 Jun 2035, 01:30"], await RowsAsync(visitor, query));
    }

    [Fact]
    public async Task Months_and_years_begin_where_the_reader_is()
    {
        await SaveAsync(
            new Question("new year", At("2034-12-31 23:30")), new Question("old year", At("2034-12-31 22:30")),
            new Question("new month", At("2035-05-31 22:30")), new Question("old month", At("2035-05-31 21:30")));
        var berlin = await StaffInAsync("Europe/Berlin");
        var chicago = await StaffInAsync("America/Chicago", "bob");

        Assert.Equal(3, (await RowsAsync(berlin, "?pub_date=this_year")).Length);
        Assert.Equal(["new month 1 Jun 2035, 00:30"], await RowsAsync(berlin, "?pub_date=this_month"));
        Assert.Equal(["old year 31 Dec 2034, 23:30"], await RowsAsync(berlin, "?d=2034"));
        Assert.Equal(["May 2035", "June 2035"], Texts(await berlin.OpenAsync($"{List}?d=2035"), ".drill a")[2..]);
        Assert.Equal(2, (await RowsAsync(chicago, "?pub_date=this_year")).Length);
        Assert.Equal(["new year 31 Dec 2034, 17:30", "old year 31 Dec 2034, 16:30"], await RowsAsync(chicago, "?d=2034-12"));
    }

    [Fact]
    public async Task Today_is_the_day_that_it_is_where_the_reader_is()
    {
        await SaveAsync(new Question("tomorrow's", At("2035-06-15 22:30")), new Question("today's", At("2035-06-15 12:00")));
        var visitor = await StaffInAsync("Europe/Berlin");

        Assert.Equal(["today's 15 Jun 2035, 14:00"], await RowsAsync(visitor, "?pub_date=today"));
        Clock.Advance(TimeSpan.FromHours(10));
        Assert.Equal(["tomorrow's 16 Jun 2035, 00:30"], await RowsAsync(visitor, "?pub_date=today"));
    }

    [Fact]
    public async Task Days_are_whole_where_clocks_are_put_back_or_off_by_half_an_hour()
    {
        await SaveAsync(
            new Question("first", At("2035-10-27 22:00")), new Question("twice", At("2035-10-28 00:30")),
            new Question("again", At("2035-10-28 01:30")), new Question("last", At("2035-10-28 22:59")),
            new Question("next", At("2035-10-28 23:00")));

        Assert.Equal(
            [
                "last 28 Oct 2035, 23:59", "again 28 Oct 2035, 02:30 UTC+1", "twice 28 Oct 2035, 02:30 UTC+2",
                "first 28 Oct 2035, 00:00",
            ],
            await RowsAsync(await StaffInAsync("Europe/Berlin"), "?d=2035-10-28"));
        Assert.Equal(
            ["last 29 Oct 2035, 04:29", "next 29 Oct 2035, 04:30"],
            (await RowsAsync(await StaffInAsync("Asia/Kolkata", "bob"), "?d=2035-10-29")).Order());
    }

    [Fact]
    public async Task Files_have_the_times_of_the_list_and_say_of_which_zone()
    {
        await SaveAsync(new Question("twice", At("2035-10-28 00:30")), new Question("late", At("2035-06-14 23:30")));
        var visitor = await StaffInAsync("Europe/Berlin");

        var csv = await visitor.Http.GetByteArrayAsync(new Uri($"{List}export.csv", UriKind.Relative), Cancel);

        Assert.Equal(
            ["Question text,Date published (Europe/Berlin),Published recently?", "twice,2035-10-28 02:30:00+02:00,No",
                "late,2035-06-15 01:30:00,Yes", ""],
            Encoding.UTF8.GetString(csv).TrimStart('\uFEFF').Split("\r\n"));
    }

    [Fact]
    public async Task All_that_match_are_those_that_the_reader_sees()
    {
        await SaveAsync(new Question("late", At("2035-06-14 23:30")), new Question("early", At("2035-06-14 21:30")));
        var visitor = await StaffInAsync("Europe/Berlin");
        var page = await visitor.OpenAsync($"{List}?d=2035-06-15");

        var question = await Visitor.ReadAsync(
            await visitor.SubmitAsync(page.Forms.Single(form => form.QuerySelector("table") is not null),
                ("action", "delete_selected"), ("all", "1")),
            System.Net.HttpStatusCode.OK);

        Assert.Contains("late", Text(question.QuerySelector("main")), StringComparison.Ordinal);
        Assert.DoesNotContain("early", Text(question.QuerySelector("main")), StringComparison.Ordinal);
    }

    private static async Task<string[]> RowsAsync(Visitor visitor, string query) =>
        [.. (await visitor.OpenAsync(List + query)).QuerySelectorAll("table.list tbody tr").Select(row =>
            $"{Text(row.QuerySelector("a"))} {Text(row.QuerySelectorAll("td.num")[0])}")];
}

public sealed class ListZoneTestsOnSqlite() : ListZoneTests(DatabaseServer.Sqlite);

public sealed class ListZoneTestsOnPostgreSql() : ListZoneTests(DatabaseServer.PostgreSql);
