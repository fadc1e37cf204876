using MySite.Polls;

namespace MySite.Tests.Polls;

public sealed class ShareTests
{
    [Theory]
    [InlineData(0, 0, "0 %", "0%")]
    [InlineData(1, 3, "33 %", "33.33%")]
    [InlineData(2, 3, "67 %", "66.67%")]
    [InlineData(3, 3, "100 %", "100%")]
    public void A_share_is_a_whole_percentage_to_people_and_a_finer_one_to_the_bar(
        int part, int whole, string percent, string width)
    {
        Assert.Equal(percent, Share.Percent(part, whole));
        Assert.Equal(width, Share.Width(part, whole));
    }

    [Fact]
    public void Stacked_parts_follow_each_other_largest_first_and_leave_out_empty_ones() =>
        Assert.Equal([("0%", "60%"), ("60%", "30%"), ("90%", "10%")], Share.Stack([10, 0, 60, 30]));

    [Fact]
    public void Sums_beyond_the_range_of_a_column_still_work() =>
        Assert.Equal("50 %", Share.Percent(int.MaxValue, 2L * int.MaxValue));
}
