namespace MySite.Accounts.Personal;

/// <param name="UserId">Who wants to know.</param>
/// <param name="Data">Takes what a receiver knows about them.</param>
internal sealed record PersonalDataAsked(Guid UserId, PersonalData Data);
