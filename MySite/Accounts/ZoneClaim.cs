namespace MySite.Accounts;

/// <summary>The claim that says which time zone somebody has chosen: OpenID Connect's <c>zoneinfo</c>.</summary>
internal static class ZoneClaim
{
    public const string Type = "zoneinfo";
}
