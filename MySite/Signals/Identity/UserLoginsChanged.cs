namespace MySite.Signals.Identity;

/// <summary>A user has other external logins.</summary>
/// <param name="UserId">The user's key, as <c>UserManager.GetUserIdAsync</c> spells it.</param>
/// <param name="UserName">The user's name.</param>
/// <param name="Email">The address to warn; <see langword="null"/> if there is none or the store keeps none.</param>
/// <param name="Added">The providers with which the user can log in now. What they know the user by is not told.</param>
/// <param name="Removed">The providers of logins that are linked no longer.</param>
public sealed record UserLoginsChanged(
    string UserId, string? UserName, string? Email, IReadOnlyList<string> Added, IReadOnlyList<string> Removed);
