namespace MySite.Accounts.Addresses;

/// <param name="UserId">Who wants another address.</param>
/// <param name="OldEmail">The address so far; <see langword="null"/> if there is none.</param>
/// <param name="NewEmail">What was typed, whether or not it is somebody else's.</param>
internal sealed record EmailChangeAsked(Guid UserId, string? OldEmail, string NewEmail);
