using System.Globalization;
using MySite.Accounts;

namespace MySite.Tests.Accounts.Passwords;

public sealed class LockOutDurationTests
{
    [Theory]
    [InlineData(1, "00:05:00")]
    [InlineData(2, "00:10:00")]
    [InlineData(9, "21:20:00")]
    [InlineData(10, "1.00:00:00")]
    [InlineData(100, "1.00:00:00")]
    [InlineData(int.MaxValue, "1.00:00:00")]
    public void It_doubles_up_to_a_day(int number, string duration) =>
        Assert.Equal(TimeSpan.Parse(duration, CultureInfo.InvariantCulture), new AccountsOptions().LockOutAfter(number));
}
