namespace MySite.Signals.Identity;

/// <summary>A user's password is another one, or gone. Neither the old nor the new one is told.</summary>
/// <param name="UserId">The user's key, as <c>UserManager.GetUserIdAsync</c> spells it.</param>
/// <param name="UserName">The user's name.</param>
/// <param name="Email">The address to warn; <see langword="null"/> if there is none or the store keeps none.</param>
/// <param name="Change">How it came about.</param>
public sealed record PasswordChanged(string UserId, string? UserName, string? Email, PasswordChange Change);
