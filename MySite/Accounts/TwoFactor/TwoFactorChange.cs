namespace MySite.Accounts.TwoFactor;

internal enum TwoFactorChange
{
    TurnedOn,
    TurnedOff,
    NewRecoveryCodes,
    RecoveryCodeUsed,
}
