using Microsoft.AspNetCore.Identity;
using MySite.Accounts;
using MySite.Admin.Permissions;

namespace MySite.Admin.History;

/// <summary>A row of Identity's that says what a user or a group may do: to people, it is part of that user or group.</summary>
internal sealed record Grant(Type Owner, object OwnerKey, string Title, object What, Type? Target)
{
    public static Type[] Rows { get; } =
        [typeof(IdentityUserRole<Guid>), typeof(IdentityUserClaim<Guid>), typeof(IdentityRoleClaim<Guid>)];

    /// <returns><see langword="null"/> if the row is about something else.</returns>
    public static Grant? Of(object row) => row switch
    {
        IdentityUserRole<Guid> member => new(typeof(User), member.UserId, "Groups", member.RoleId, typeof(IdentityRole<Guid>)),
        IdentityUserClaim<Guid> { ClaimType: PermissionClaim.Type, ClaimValue: { } code } claim =>
            new(typeof(User), claim.UserId, "Permissions", code, null),
        IdentityRoleClaim<Guid> { ClaimType: PermissionClaim.Type, ClaimValue: { } code } claim =>
            new(typeof(IdentityRole<Guid>), claim.RoleId, "Permissions", code, null),
        _ => null,
    };

    public LinkNote Note(bool came) => new(Title, [What], came, Target);
}
