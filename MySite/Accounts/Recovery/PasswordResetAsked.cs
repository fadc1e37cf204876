namespace MySite.Accounts.Recovery;

/// <param name="Email">What was typed, whether or not it is anybody's address.</param>
internal sealed record PasswordResetAsked(string Email);
