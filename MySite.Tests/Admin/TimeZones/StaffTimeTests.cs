using Microsoft.Extensions.Time.Testing;
using MySite.Accounts;
using MySite.Admin.TimeZones;

namespace MySite.Tests.Admin.TimeZones;

/// <summary>When days begin, where clocks are put forward and back.</summary>
public sealed class StaffTimeTests
{
    [Theory]
    [InlineData("UTC", "2035-06-15", "2035-06-15 00:00:00")]
    [InlineData("Europe/Berlin", "2035-06-15", "2035-06-14 22:00:00")]
    [InlineData("Europe/Berlin", "2035-10-29", "2035-10-28 23:00:00")]
    [InlineData("Asia/Kathmandu", "2035-06-15", "2035-06-14 18:15:00")]
    // No midnight: the clocks go from 24:00 to 1:00.
    [InlineData("America/Havana", "2026-03-08", "2026-03-08 05:00:00")]
    // Midnight twice on the day: they go from 1:00 to 0:00.
    [InlineData("America/Havana", "2026-11-01", "2026-11-01 04:00:00")]
    // From 24:00 to 23:00, so the day before has 25 hours.
    [InlineData("Asia/Beirut", "2026-10-25", "2026-10-24 22:00:00")]
    // From 0:01 to 23:01 of the day before.
    [InlineData("America/St_Johns", "2010-11-07", "2010-11-07 03:30:00")]
    // A day that Samoa left out.
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30 10:00:00")]
    [InlineData("Pacific/Apia", "2011-12-31", "2011-12-30 10:00:00")]
    public void A_day_begins_when_the_clocks_there_first_show_it(string zone, string day, string start) => Assert.Equal(
        start, $"{In(zone).StartOf(DateOnly.Parse(day, null)):yyyy-MM-dd HH:mm:ss}");

    [Theory]
    [InlineData("Europe/Berlin", 2035)]
    [InlineData("America/Havana", 2026)]
    [InlineData("Asia/Beirut", 2026)]
    [InlineData("America/St_Johns", 2010)]
    [InlineData("Australia/Lord_Howe", 2026)]
    [InlineData("Pacific/Apia", 2011)]
    [InlineData("Asia/Pyongyang", 2018)]
    public void Every_moment_of_a_year_lies_in_just_one_day_the_days_one_after_another(string zone, int year)
    {
        var time = In(zone);
        var last = DateOnly.MinValue;
        for (var moment = new DateTimeOffset(year, 1, 1, 0, 0, 30, TimeSpan.Zero); moment.Year == year;
            moment = moment.AddMinutes(15))
        {
            var day = time.DayOf(moment);
            Assert.True(day >= last, $"{moment} is before {last}");
            Assert.InRange(moment, time.StartOf(day), time.StartOf(day.AddDays(1)).AddTicks(-1));
            last = day;
        }
    }

    [Theory]
    [InlineData("2035-10-28T00:30:00Z", "28 Oct 2035, 02:30 UTC+2", "2035-10-28 02:30:00+02:00")]
    [InlineData("2035-10-28T01:30:00Z", "28 Oct 2035, 02:30 UTC+1", "2035-10-28 02:30:00+01:00")]
    [InlineData("2035-10-28T02:30:00Z", "28 Oct 2035, 03:30", "2035-10-28 03:30:00")]
    public void An_hour_that_comes_twice_says_which_it_is(string moment, string text, string exact)
    {
        var time = In("Europe/Berlin");

        Assert.Equal(text, time.Text(DateTimeOffset.Parse(moment, null)));
        Assert.Equal(exact, time.Exact(DateTimeOffset.Parse(moment, null)));
    }

    [Theory]
    [InlineData("UTC", "UTC")]
    [InlineData("Europe/Berlin", "Europe/Berlin (UTC+2)")]
    [InlineData("Asia/Kolkata", "Asia/Kolkata (UTC+5:30)")]
    [InlineData("America/St_Johns", "America/St_Johns (UTC−2:30)")]
    [InlineData("Africa/Abidjan", "Africa/Abidjan (UTC)")]
    public void A_zone_is_named_with_its_distance_of_today(string zone, string text) => Assert.Equal(text, In(zone).ZoneText);

    [Theory]
    [InlineData("Europe/Berlin", "Europe/Berlin")]
    [InlineData(" europe/berlin ", "Europe/Berlin")]
    [InlineData("america/new york", "America/New_York")]
    [InlineData("Asia/Calcutta", "Asia/Calcutta")]
    [InlineData("utc", "UTC")]
    [InlineData("  ", null)]
    [InlineData("Mars/Base", "Mars/Base")]
    public void What_is_typed_is_spelled_as_the_database_of_zones_has_it(string typed, string? id) =>
        Assert.Equal(id, KnownZones.Spelled(typed));

    [Theory]
    [InlineData("")]
    [InlineData("Mars/Base")]
    [InlineData("../zoneinfo/Europe/Berlin")]
    [InlineData("Europe/../Europe/Berlin")]
    [InlineData("/dev/zero")]
    [InlineData("posix/Europe/Berlin")]
    [InlineData("localtime")]
    [InlineData("Europe/Berlin\0")]
    [InlineData("Europe")]
    [InlineData("W. Europe Standard Time")]
    public void What_is_no_zone_of_the_database_is_none(string id) => Assert.Null(KnownZones.Find(id));

    [Fact]
    public void All_zones_that_are_offered_are_known() => Assert.All(KnownZones.All, id => Assert.NotNull(KnownZones.Find(id)));

    private static StaffTime In(string zone) => new(
        KnownZones.Find(zone)!, new FakeTimeProvider(new DateTimeOffset(2035, 6, 15, 12, 0, 0, TimeSpan.Zero)));
}
