namespace MySite.Signals.Identity;

/// <summary>A user was stored again.</summary>
/// <param name="UserId">The user's key, as <c>UserManager.GetUserIdAsync</c> spells it.</param>
/// <param name="UserName">The user's name, the new one if that is what changed.</param>
/// <param name="Email">The address, likewise; <see langword="null"/> if there is none or the store keeps none.</param>
/// <param name="Reason">What was done. Much of it is bookkeeping of log-ins, so most receivers look at this first.</param>
public sealed record UserUpdated(string UserId, string? UserName, string? Email, UserUpdateReason Reason);
