using System.ComponentModel.DataAnnotations;
using MySite.Email;

namespace MySite.Accounts;

internal sealed class AccountsOptions : IValidatableObject
{
    public const string Section = "Accounts";

    /// <value>Where a notice of each new account goes. Unset: nowhere.</value>
    public string? StaffAddress { get; set; }

    /// <value>Failed log-ins in a row that lock an account. Five.</value>
    [Range(1, 100, ErrorMessage = "Accounts:MaxFailedLogIns must lie between 1 and 100.")]
    public int MaxFailedLogIns { get; set; } = 5;

    /// <value>How long a locked account refuses log-ins. Five minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = "Accounts:LockOutDuration must lie between 00:00:01 and 365 days.")]
    public TimeSpan LockOutDuration { get; set; } = TimeSpan.FromMinutes(5);

    /// <value>How long a link to set a new password works. One hour.</value>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = "Accounts:PasswordResetLifetime must lie between 00:01:00 and 7 days.")]
    public TimeSpan PasswordResetLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <value>How old a log-in may be that stands in for the password of somebody who has none. Fifteen minutes.</value>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = "Accounts:RecentLogIn must lie between 00:01:00 and 1 day.")]
    public TimeSpan RecentLogIn { get; set; } = TimeSpan.FromMinutes(15);

    /// <value>The domain that passkeys are for. Unset: the host of the request. Changing it makes all passkeys useless.</value>
    public string? PasskeyDomain { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (StaffAddress is { Length: > 0 } && !MailAddressRules.IsAddress(StaffAddress))
            yield return new("Accounts:StaffAddress must be a mail address such as staff@example.org.", [nameof(StaffAddress)]);
        if (PasskeyDomain is { Length: > 0 } && Uri.CheckHostName(PasskeyDomain) != UriHostNameType.Dns)
            yield return new("Accounts:PasskeyDomain must be a domain such as example.org.", [nameof(PasskeyDomain)]);
    }
}
