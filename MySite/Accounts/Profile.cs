namespace MySite.Accounts;

/// <summary>What a person shows of themselves; made when the account is made.</summary>
internal sealed class Profile
{
    public const int DisplayNameLength = 100;

    public Guid UserId { get; init; }

    public required string DisplayName { get; set; }

    public string? AvatarSvg { get; set; }
}
