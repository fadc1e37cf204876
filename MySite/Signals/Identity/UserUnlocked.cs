namespace MySite.Signals.Identity;

/// <summary>A user who was locked out may log in again, ahead of time.</summary>
/// <param name="UserId">The user's key, as <c>UserManager.GetUserIdAsync</c> spells it.</param>
/// <param name="UserName">The user's name.</param>
/// <param name="Email">The address; <see langword="null"/> if there is none or the store keeps none.</param>
public sealed record UserUnlocked(string UserId, string? UserName, string? Email);
