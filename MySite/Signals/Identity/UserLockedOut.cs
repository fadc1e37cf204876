namespace MySite.Signals.Identity;

/// <summary>A user who could log in no longer can.</summary>
/// <param name="UserId">The user's key, as <c>UserManager.GetUserIdAsync</c> spells it.</param>
/// <param name="UserName">The user's name.</param>
/// <param name="Email">The address to warn; <see langword="null"/> if there is none or the store keeps none.</param>
/// <param name="Cause">What locked the user out.</param>
/// <param name="Until">When it ends by itself.</param>
public sealed record UserLockedOut(
    string UserId, string? UserName, string? Email, LockoutCause Cause, DateTimeOffset? Until);
