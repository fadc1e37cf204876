namespace MySite.Signals.Identity;

/// <summary>A user was stored.</summary>
/// <param name="UserId">The user's key, as <c>UserManager.GetUserIdAsync</c> spells it.</param>
/// <param name="UserName">The user's name.</param>
/// <param name="Email">The address; <see langword="null"/> if there is none or the store keeps none.</param>
public sealed record UserCreated(string UserId, string? UserName, string? Email);
