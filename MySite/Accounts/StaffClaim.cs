namespace MySite.Accounts;

/// <summary>The claim that opens the administration; in the cookie of everyone with the flag.</summary>
internal static class StaffClaim
{
    public const string Type = "staff";

    /// <summary>In the cookie of those who need no permissions.</summary>
    public const string Superuser = "superuser";
}
