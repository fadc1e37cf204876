namespace MySite.Signals.Identity;

/// <summary>A user has one passkey less.</summary>
/// <param name="UserId">The user's key, as <c>UserManager.GetUserIdAsync</c> spells it.</param>
/// <param name="UserName">The user's name.</param>
/// <param name="Email">The address to warn; <see langword="null"/> if there is none or the store keeps none.</param>
/// <param name="PasskeyId">The id that the passkey had, in Base64url.</param>
/// <param name="Name">What the user called it.</param>
public sealed record PasskeyRemoved(string UserId, string? UserName, string? Email, string PasskeyId, string? Name);
