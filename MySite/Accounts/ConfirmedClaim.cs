namespace MySite.Accounts;

/// <summary>In the cookie of those who have confirmed their address: OpenID Connect's <c>email_verified</c>.</summary>
internal static class ConfirmedClaim
{
    public const string Type = "email_verified";
}
