using MySite.Accounts.TwoFactor;

namespace MySite.Tests.Accounts.TwoFactor;

public sealed class TimeCodeTests
{
    // The RFC's secret, 12345678901234567890.
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_RFC_6238(long seconds, string code) =>
        Assert.Equal(seconds / 30, TimeCode.FindStep(Key, code, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Theory]
    [InlineData(-31, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void A_clock_may_differ_by_one_step(int seconds, bool isTaken) => Assert.Equal(
        isTaken, TimeCode.FindStep(Key, "081804", DateTimeOffset.FromUnixTimeSeconds(1111111080 + seconds)) is not null);

    [Theory]
    [InlineData("081 804", true)]
    [InlineData(" 08 18-04\t", true)]
    [InlineData("81804", false)]
    [InlineData("0081804", false)]
    [InlineData("٠٨١٨٠٤", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_code_is_six_digits_however_they_are_grouped(string? typed, bool isTaken) => Assert.Equal(
        isTaken, TimeCode.FindStep(Key, typed, DateTimeOffset.FromUnixTimeSeconds(1111111109)) is not null);
}
