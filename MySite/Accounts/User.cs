using Microsoft.AspNetCore.Identity;

namespace MySite.Accounts;

/// <summary>An account. Whoever creates one gives it a version 7 key from the site's clock.</summary>
internal sealed class User : IdentityUser<Guid>
{
    public User()
    {
    }

    /// <param name="joined">When they joined, which is also in the key.</param>
    public User(DateTimeOffset joined) => (Id, DateJoined) = (Guid.CreateVersion7(joined), joined);

    /// <summary>Names that look alike are one name, wherever they come from.</summary>
    public override string? UserName
    {
        get => base.UserName;
        set => base.UserName = CompatibleText.Of(value?.Trim());
    }

    public DateTimeOffset DateJoined { get; set; }

    public DateTimeOffset? LastLogin { get; set; }

    public bool IsStaff { get; set; }

    public bool IsSuperuser { get; set; }

    /// <summary>Whether they may log in; an account is rather deactivated than deleted.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>An id of the IANA database, <c>Europe/Berlin</c>; <see langword="null"/> for the site's.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Since the last log-in or new password. Each is longer than the one before.</summary>
    public int LockOutsInARow { get; set; }

    /// <summary>When the first of <see cref="ResetMails"/> was sent.</summary>
    public DateTimeOffset? ResetMailsSince { get; set; }

    public int ResetMails { get; set; }

    /// <summary>When a link was last sent that confirms or changes the address; the next has to wait for a while.</summary>
    public DateTimeOffset? EmailLinkSent { get; set; }

    public override string ToString() => UserName ?? "";
}
