using MySite.Signals;

namespace MySite.Accounts.TwoFactor;

internal static class TwoFactorSignals
{
    /// <summary>After a user's second factor became another one, in the same transaction, or a recovery code was used.</summary>
    public static readonly Signal<TwoFactorChanged> TwoFactorChanged =
        new("two_factor_changed", TwoFactorJson.Default.TwoFactorChanged);
}
