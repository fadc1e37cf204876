using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts.Addresses;
using MySite.Accounts.Personal;
using MySite.Accounts.Recovery;
using MySite.Accounts.TwoFactor;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Signals.Testing;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts;

internal static class AccountSignalRecorder
{
    /// <summary>Hears everything that is said of accounts from now on.</summary>
    public static SignalRecorder RecordAccounts(this SiteFactory site) =>
        new SignalRecorder(site.Services.GetRequiredService<ISignalHub>())
            .Record(AccountSignals.UserCreated).Record(AccountSignals.UserDeleted).Record(AccountSignals.UserUpdated)
            .Record(AccountSignals.UserLoggedIn).Record(AccountSignals.UserLoggedOut)
            .Record(AccountSignals.UserLoginFailed).Record(AccountSignals.SessionRejected)
            .Record(AccountSignals.PasswordChanged).Record(AccountSignals.UserLockedOut)
            .Record(AccountSignals.UserUnlocked).Record(AccountSignals.UserRolesChanged)
            .Record(AccountSignals.UserClaimsChanged).Record(AccountSignals.UserLoginsChanged)
            .Record(AccountSignals.PasskeyAdded).Record(AccountSignals.PasskeyRemoved)
            .Record(AccountSignals.TwoFactorRequired).Record(TwoFactorSignals.TwoFactorChanged)
            .Record(RecoverySignals.PasswordResetAsked).Record(AddressSignals.EmailConfirmationAsked)
            .Record(AddressSignals.EmailChangeAsked).Record(PersonalSignals.PersonalDataAsked);
}
