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

    /// <value>How long a locked account refuses log-ins the first time; each further time twice as long. Five minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = "Accounts:LockOutDuration must lie between 00:00:01 and 365 days.")]
    public TimeSpan LockOutDuration { get; set; } = TimeSpan.FromMinutes(5);

    /// <value>How long it does so at most. One day.</value>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = "Accounts:LongestLockOut must lie between 00:00:01 and 365 days.")]
    public TimeSpan LongestLockOut { get; set; } = TimeSpan.FromDays(1);

    /// <value>
    /// Rounds of PBKDF2 with SHA-512 that a password is hashed with. 210,000, as OWASP advises. Log-ins raise older hashes.
    /// </value>
    [Range(10_000, 10_000_000, ErrorMessage = "Accounts:PasswordIterations must lie between 10000 and 10000000.")]
    public int PasswordIterations { get; set; } = 210_000;

    /// <value>How long a link to set a new password works. One hour.</value>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = "Accounts:PasswordResetLifetime must lie between 00:01:00 and 7 days.")]
    public TimeSpan PasswordResetLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <value>Mails with such a link that an account gets in an hour. Three.</value>
    [Range(1, 1000, ErrorMessage = "Accounts:PasswordResetMailsPerHour must lie between 1 and 1000.")]
    public int PasswordResetMailsPerHour { get; set; } = 3;

    /// <value>How long log-ins are remembered. Ninety days.</value>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = "Accounts:LogInHistory must lie between 1 day and 3650 days.")]
    public TimeSpan LogInHistory { get; set; } = TimeSpan.FromDays(90);

    /// <value>Whether only those may vote who have confirmed their address. No.</value>
    public bool RequireConfirmedEmail { get; set; }

    /// <value>How long a link works that confirms or changes an address. A day.</value>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = "Accounts:EmailLinkLifetime must lie between 00:01:00 and 30 days.")]
    public TimeSpan EmailLinkLifetime { get; set; } = TimeSpan.FromDays(1);

    /// <value>How old a log-in may be that stands in for the password of somebody who has none. Fifteen minutes.</value>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = "Accounts:RecentLogIn must lie between 00:01:00 and 1 day.")]
    public TimeSpan RecentLogIn { get; set; } = TimeSpan.FromMinutes(15);

    /// <value>The domain that passkeys are for. Unset: the host of the request. Changing it makes all passkeys useless.</value>
    public string? PasskeyDomain { get; set; }

    /// <summary>How long a lock-out lasts that is the <paramref name="number"/>th in a row.</summary>
    public TimeSpan LockOutAfter(int number) => TimeSpan.FromTicks(
        (long)Math.Min(LongestLockOut.Ticks, LockOutDuration.Ticks * Math.Pow(2, number - 1)));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LongestLockOut < LockOutDuration)
            yield return new("Accounts:LongestLockOut must be at least Accounts:LockOutDuration.", [nameof(LongestLockOut)]);
        if (StaffAddress is { Length: > 0 } && !MailAddressRules.IsAddress(StaffAddress))
            yield return new("Accounts:StaffAddress must be a mail address such as staff@example.org.", [nameof(StaffAddress)]);
        if (PasskeyDomain is { Length: > 0 } && Uri.CheckHostName(PasskeyDomain) != UriHostNameType.Dns)
            yield return new("Accounts:PasskeyDomain must be a domain such as example.org.", [nameof(PasskeyDomain)]);
    }
}
