using System.Net;
using Microsoft.EntityFrameworkCore;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.TimeZones;

/// <summary>Forms in the time of whoever fills them in.</summary>
public abstract class FormZoneTests(DatabaseServer server) : ZoneSite(server)
{
    // Clocks in Berlin show 2:30 twice on 28 October 2035: at 0:30 in UTC, and an hour later.
    private const string Twice = "2035-10-28";

    [Theory]
    [InlineData("Europe/Berlin", "14:00:00", "15:00:00", "2035-06-15 13:00")]
    [InlineData("Asia/Kolkata", "17:30:00", "18:15:00", "2035-06-15 12:45")]
    [InlineData("America/St_Johns", "09:30:00", "09:45:00", "2035-06-15 12:15")]
    public async Task Times_are_shown_and_read_where_the_writer_is(string zone, string shown, string typed, string utc)
    {
        var form = await OpenAsync(await StaffInAsync(zone), At("2035-06-15 12:00"));

        Assert.Equal(("2035-06-15", shown), (form["PubDate.Date"], form["PubDate.Time"]));
        Assert.Equal($"Time ({zone})", form.Page.QuerySelector("[name='PubDate.Time']")!.GetAttribute("aria-label"));
        Assert.Equal(zone, form.Page.QuerySelector(".moment")!.GetAttribute("data-zone"));
        await form.Set(("PubDate.Time", typed)).SavedAsync();
        Assert.Equal(At(utc), (await StoredAsync()).PubDate);
    }

    [Theory]
    [InlineData("2035-10-28 00:30:15.123456")]
    [InlineData("2035-10-28 01:30:15.123456")]
    [InlineData("2035-03-25 00:59:59.999999")]
    public async Task A_time_that_nobody_touches_is_not_written(string utc)
    {
        var form = await OpenAsync(await StaffInAsync("Europe/Berlin"), At(utc));

        await form.Set(("QuestionText", "Why not?")).SavedAsync();

        Assert.Equal(("Why not?", At(utc)), ((await StoredAsync()).QuestionText, (await StoredAsync()).PubDate));
    }

    [Theory]
    [InlineData("+02:00", "2035-10-28 00:30")]
    [InlineData("+01:00", "2035-10-28 01:30")]
    public async Task Of_a_time_that_comes_twice_the_writer_says_which(string offset, string utc)
    {
        var visitor = await StaffInAsync("Europe/Berlin");
        var form = await OpenAsync(visitor, At("2035-06-15 12:00"));

        var refused = await form.Set(("PubDate.Date", Twice), ("PubDate.Time", "02:30")).RefusedAsync();

        Assert.Equal(
            ["PubDate: This time comes twice in Europe/Berlin, as the clocks are put back. Choose which."], refused.Errors);
        Assert.Equal(
            ["which of the two?", "the first (UTC+2)", "the second (UTC+1)"], Texts(refused.Page, ".moment option"));
        Assert.Equal(At("2035-06-15 12:00"), (await StoredAsync()).PubDate);
        await refused.Set(("PubDate.Offset", offset)).SavedAsync();
        Assert.Equal(At(utc), (await StoredAsync()).PubDate);
    }

    [Fact]
    public async Task Which_of_the_two_it_is_can_be_changed_and_means_nothing_on_another_day()
    {
        var visitor = await StaffInAsync("Europe/Berlin");
        var form = await OpenAsync(visitor, At("2035-10-28 00:30"));
        Assert.Equal(["the first (UTC+2)", "the second (UTC+1)"], Texts(form.Page, ".moment option"));

        await form.Set(("PubDate.Offset", "+01:00")).SavedAsync();
        Assert.Equal(At("2035-10-28 01:30"), (await StoredAsync()).PubDate);

        form = await AdminForm.OpenAsync(visitor, await UrlAsync());
        await form.Set(("PubDate.Date", "2035-10-27")).SavedAsync();
        Assert.Equal(At("2035-10-27 00:30"), (await StoredAsync()).PubDate);
    }

    [Theory]
    [InlineData("+99:99")]
    [InlineData("+00:00")]
    [InlineData("' OR 1=1")]
    public async Task A_forged_choice_of_the_two_is_none(string offset)
    {
        var form = await OpenAsync(await StaffInAsync("Europe/Berlin"), At("2035-10-28 00:30"));

        var refused = await form.Set(("PubDate.Time", "02:40"), ("PubDate.Offset", offset)).RefusedAsync();

        Assert.StartsWith("PubDate: ", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Equal(At("2035-10-28 00:30"), (await StoredAsync()).PubDate);
    }

    [Fact]
    public async Task A_time_that_the_clocks_skip_is_refused()
    {
        var form = await OpenAsync(await StaffInAsync("Europe/Berlin"), At("2035-06-15 12:00"));

        var refused = await form.Set(("PubDate.Date", "2035-03-25"), ("PubDate.Time", "02:30")).RefusedAsync();

        Assert.Equal(
            ["PubDate: This time does not exist in Europe/Berlin: the clocks are put forward over it."], refused.Errors);
        Assert.Equal(("2035-03-25", "02:30:00"), (refused["PubDate.Date"], refused["PubDate.Time"]));
        await refused.Set(("PubDate.Time", "03:00")).SavedAsync();
        Assert.Equal(At("2035-03-25 01:00"), (await StoredAsync()).PubDate);
    }

    [Fact]
    public async Task Who_moves_the_time_from_the_first_to_the_second_is_in_conflict_with_who_changes_it_too()
    {
        var adas = await OpenAsync(await StaffInAsync("Europe/Berlin"), At("2035-10-28 00:30"));
        var bobs = await AdminForm.OpenAsync(await StaffInAsync("Europe/Berlin", "bob"), await UrlAsync());
        var carls = await AdminForm.OpenAsync(await StaffInAsync("Asia/Tokyo", "carl"), await UrlAsync());
        await adas.Set(("PubDate.Offset", "+01:00")).SavedAsync();

        var refused = await bobs.Set(("PubDate.Time", "03:30:00")).RefusedAsync();
        await carls.Set(("QuestionText", "Carl's")).SavedAsync();

        Assert.Equal(
            "Stored meanwhile: 2035-10-28 02:30:00+01:00 Yours: 2035-10-28 03:30:00",
            Text(refused.Page.QuerySelector(".theirs")));
        Assert.Equal(("Carl's", At("2035-10-28 01:30")), ((await StoredAsync()).QuestionText, (await StoredAsync()).PubDate));
    }

    [Fact]
    public async Task A_page_is_read_in_the_zone_that_it_was_made_in()
    {
        var visitor = await StaffInAsync("Europe/Berlin");
        var form = await OpenAsync(visitor, At("2035-06-15 12:00"));
        var other = await AdminForm.OpenAsync(visitor, await UrlAsync());
        await MoveAsync(visitor, "Asia/Tokyo");

        await form.Set(("QuestionText", "Why not?")).SavedAsync();
        Assert.Equal(At("2035-06-15 12:00"), (await StoredAsync()).PubDate);
        await other.Set(("PubDate.Time", "15:00:00")).SavedAsync();
        Assert.Equal(("Why not?", At("2035-06-15 13:00")), ((await StoredAsync()).QuestionText, (await StoredAsync()).PubDate));
    }

    [Fact]
    public async Task A_zone_that_nobody_knows_is_taken_for_the_writers()
    {
        var form = await OpenAsync(await StaffInAsync("Europe/Berlin"), At("2035-06-15 12:00"));

        await form.Set(("_zone", "/dev/zero"), ("PubDate.Time", "15:00:00")).SavedAsync();

        Assert.Equal(At("2035-06-15 13:00"), (await StoredAsync()).PubDate);
    }

    [Fact]
    public async Task Who_may_only_view_reads_the_time_where_they_are()
    {
        await SaveAsync(new Question("Why?", At("2035-06-15 12:00")));
        var visitor = await Site.CreateSignedInVisitorAsync("eve", isStaff: true, permissions: "polls.view_question");
        await MoveAsync(visitor, "Europe/Berlin");

        var page = await visitor.OpenAsync(await UrlAsync());

        Assert.Contains("2035-06-15 14:00:00", Texts(page, "output"));
    }

    [Fact]
    public async Task The_history_tells_times_where_the_reader_is()
    {
        var visitor = await StaffInAsync("Europe/Berlin");
        var form = await OpenAsync(visitor, At("2035-10-28 00:30"));
        await form.Set(("PubDate.Offset", "+01:00")).SavedAsync();

        var page = await visitor.OpenAsync((await UrlAsync()).Replace("change", "history", StringComparison.Ordinal));

        Assert.Contains(
            "Pub date: 28 Oct 2035, 02:30 UTC+2 → 28 Oct 2035, 02:30 UTC+1", Texts(page, ".change"));
        Assert.Equal("15 Jun 2035, 14:00 UTC+2", page.QuerySelector("time")!.GetAttribute("title"));
    }

    [Fact]
    public async Task What_cannot_be_undone_is_told_where_the_reader_is()
    {
        var visitor = await StaffInAsync("Europe/Berlin");
        await (await OpenAsync(visitor, At("2035-06-15 12:00"))).Set(("PubDate.Time", "15:00")).SavedAsync();
        await (await AdminForm.OpenAsync(visitor, await UrlAsync())).Set(("PubDate.Time", "16:00")).SavedAsync();
        var page = await visitor.OpenAsync((await UrlAsync()).Replace("change", "history", StringComparison.Ordinal));

        var refused = await Visitor.ReadAsync(
            await visitor.SubmitAsync(page.Forms.Last(form => Text(form) == "Undo")), HttpStatusCode.Conflict);

        Assert.Equal(
            "Pub date was changed since, to 15 Jun 2035, 16:00 UTC+2. Nothing was undone.",
            Text(refused.QuerySelector("[role=alert]")));
    }

    private async Task<AdminForm> OpenAsync(Visitor visitor, DateTimeOffset published)
    {
        await SaveAsync(new Question("Why?", published));
        return await AdminForm.OpenAsync(visitor, await UrlAsync());
    }

    private async Task<string> UrlAsync() => $"/admin/polls/question/{(await StoredAsync()).Id}/change/";

    private Task<Question> StoredAsync() => InScopeAsync(db => db.Set<Question>().AsNoTracking().SingleAsync(Cancel));
}

public sealed class FormZoneTestsOnSqlite() : FormZoneTests(DatabaseServer.Sqlite);

public sealed class FormZoneTestsOnPostgreSql() : FormZoneTests(DatabaseServer.PostgreSql);
