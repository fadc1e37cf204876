namespace MySite.Signals.Identity;

/// <summary>A user has other roles.</summary>
/// <param name="UserId">The user's key, as <c>UserManager.GetUserIdAsync</c> spells it.</param>
/// <param name="UserName">The user's name.</param>
/// <param name="Added">The names of roles that the user has gained, as the caller spelled them.</param>
/// <param name="Removed">The names of roles that the user has lost, as the caller spelled them.</param>
public sealed record UserRolesChanged(
    string UserId, string? UserName, IReadOnlyList<string> Added, IReadOnlyList<string> Removed);
