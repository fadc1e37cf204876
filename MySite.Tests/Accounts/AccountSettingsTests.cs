using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MySite.Accounts;

namespace MySite.Tests.Accounts;

public sealed class AccountSettingsTests
{
    [Theory]
    [InlineData("StaffAddress", "staff", "Accounts:StaffAddress must be a mail address such as staff@example.org.")]
    [InlineData("StaffAddress", "Staff <staff@example.org>",
        "Accounts:StaffAddress must be a mail address such as staff@example.org.")]
    [InlineData("StaffAddress", "a@example.org\r\nBcc: b@example.org",
        "Accounts:StaffAddress must be a mail address such as staff@example.org.")]
    [InlineData("LogInHistory", "23:59:59", "Accounts:LogInHistory must lie between 1 day and 3650 days.")]
    [InlineData("LogInHistory", "3650.00:00:01", "Accounts:LogInHistory must lie between 1 day and 3650 days.")]
    [InlineData("EmailLinkLifetime", "00:00:59", "Accounts:EmailLinkLifetime must lie between 00:01:00 and 30 days.")]
    [InlineData("EmailLinkLifetime", "30.00:00:01", "Accounts:EmailLinkLifetime must lie between 00:01:00 and 30 days.")]
    public void A_wrong_setting_is_told_in_one_sentence_that_names_it(string setting, string value, string sentence)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read((setting, value)));

        Assert.Equal(sentence, Assert.Single(failure.Failures).Split("with the error: '")[^1].TrimEnd('\'', '.') + ".");
    }

    [Theory]
    [InlineData("")]
    [InlineData("staff@example.org")]
    public void Staff_have_an_address_or_none(string address) =>
        Assert.Equal(address, Read(("StaffAddress", address)).StaffAddress);

    [Fact]
    public void Without_a_word_nothing_is_required_and_nobody_is_told()
    {
        var options = Read();

        Assert.Null(options.StaffAddress);
        Assert.False(options.RequireConfirmedEmail);
        Assert.Equal((TimeSpan.FromDays(1), TimeSpan.FromDays(90)), (options.EmailLinkLifetime, options.LogInHistory));
    }

    private static AccountsOptions Read(params (string Name, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddOptions<AccountsOptions>().ValidateDataAnnotations().Configure(options =>
        {
            foreach (var (name, value) in settings)
                Set(options, name, value);
        });
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<AccountsOptions>>().Value;
    }

    private static void Set(AccountsOptions options, string name, string value)
    {
        var property = typeof(AccountsOptions).GetProperty(name)!;
        property.SetValue(options, property.PropertyType == typeof(TimeSpan)
            ? TimeSpan.Parse(value, System.Globalization.CultureInfo.InvariantCulture)
            : value);
    }
}
