using MySite.Signals;

namespace MySite.Accounts.Recovery;

internal static class RecoverySignals
{
    /// <summary>Somebody asked for a mail with which to set a new password, for an account that may not exist.</summary>
    public static readonly Signal<PasswordResetAsked> PasswordResetAsked =
        new("password_reset_asked", RecoveryJson.Default.PasswordResetAsked);
}
