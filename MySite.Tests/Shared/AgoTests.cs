using System.Globalization;
using MySite.Shared;

namespace MySite.Tests.Shared;

public sealed class AgoTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("00:00:00", "just now")]
    [InlineData("00:00:59", "just now")]
    [InlineData("00:01:00", "1 min ago")]
    [InlineData("00:59:59", "59 min ago")]
    [InlineData("01:00:00", "1 h ago")]
    [InlineData("23:59:59", "23 h ago")]
    [InlineData("1.00:00:00", "yesterday")]
    [InlineData("2.00:00:00", "2 days ago")]
    [InlineData("6.23:59:59", "6 days ago")]
    [InlineData("7.00:00:00", "last week")]
    [InlineData("14.00:00:00", "2 weeks ago")]
    [InlineData("27.23:59:59", "3 weeks ago")]
    [InlineData("28.00:00:00", "27 Oct 2026")]
    [InlineData("-00:00:59", "just now")]
    [InlineData("-1.00:00:00", "25 Nov 2026")]
    public void Age_is_said_as_a_person_would(string age, string text) =>
        Assert.Equal(text, Ago.Text(Now - TimeSpan.Parse(age, CultureInfo.InvariantCulture), Now));

    [Fact]
    public void The_exact_time_is_given_in_utc_wherever_it_was_written_down() =>
        Assert.Equal("24 Nov 2026, 12:00 UTC", Ago.Exact(Now.ToOffset(TimeSpan.FromHours(2))));

    [Theory]
    [InlineData(0, "0 votes")]
    [InlineData(1, "1 vote")]
    [InlineData(2, "2 votes")]
    [InlineData(1234567, "1,234,567 votes")]
    public void One_is_singular_and_large_numbers_have_commas(long number, string text) =>
        Assert.Equal(text, Count.Of(number, "vote"));
}
