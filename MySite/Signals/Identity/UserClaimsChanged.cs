namespace MySite.Signals.Identity;

/// <summary>A user has other claims.</summary>
/// <param name="UserId">The user's key, as <c>UserManager.GetUserIdAsync</c> spells it.</param>
/// <param name="UserName">The user's name.</param>
/// <param name="Added">The claims that the user has gained.</param>
/// <param name="Removed">The claims that the user has lost; one that the user never had is not among them.</param>
public sealed record UserClaimsChanged(
    string UserId, string? UserName, IReadOnlyList<UserClaim> Added, IReadOnlyList<UserClaim> Removed);
