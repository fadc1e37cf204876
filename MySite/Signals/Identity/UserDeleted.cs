namespace MySite.Signals.Identity;

/// <summary>A user was deleted. These are the last words about them: nothing can be looked up any more.</summary>
/// <param name="UserId">The key that the user had, as <c>UserManager.GetUserIdAsync</c> spells it.</param>
/// <param name="UserName">The name that the user had.</param>
/// <param name="Email">The address; <see langword="null"/> if there was none or the store keeps none.</param>
public sealed record UserDeleted(string UserId, string? UserName, string? Email);
