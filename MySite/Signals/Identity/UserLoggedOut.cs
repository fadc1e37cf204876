namespace MySite.Signals.Identity;

/// <summary>Somebody is logging out.</summary>
/// <param name="UserId">The user's key; <see langword="null"/> if nobody was logged in.</param>
/// <param name="UserName">The user's name; <see langword="null"/> if nobody was logged in.</param>
public sealed record UserLoggedOut(string? UserId, string? UserName);
