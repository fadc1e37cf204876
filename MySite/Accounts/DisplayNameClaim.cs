namespace MySite.Accounts;

/// <summary>The claim that says what somebody wants to be called, where it is not the user name: OpenID Connect's
/// <c>name</c>.</summary>
internal static class DisplayNameClaim
{
    public const string Type = "name";
}
