namespace MySite.Accounts.Addresses;

/// <param name="UserId">Whose address is to be confirmed.</param>
internal sealed record EmailConfirmationAsked(Guid UserId);
