namespace MySite.Admin.Permissions;

/// <summary>A claim of a user or of a group whose value is a permission: <c>polls.change_question</c>.</summary>
internal static class PermissionClaim
{
    public const string Type = "permission";
}
