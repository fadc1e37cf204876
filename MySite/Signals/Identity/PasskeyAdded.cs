namespace MySite.Signals.Identity;

/// <summary>A user has one more passkey.</summary>
/// <param name="UserId">The user's key, as <c>UserManager.GetUserIdAsync</c> spells it.</param>
/// <param name="UserName">The user's name.</param>
/// <param name="Email">The address to warn; <see langword="null"/> if there is none or the store keeps none.</param>
/// <param name="PasskeyId">What tells the passkey from others: its public id, in Base64url. No key is told.</param>
/// <param name="Name">What the user calls it.</param>
public sealed record PasskeyAdded(string UserId, string? UserName, string? Email, string PasskeyId, string? Name);
