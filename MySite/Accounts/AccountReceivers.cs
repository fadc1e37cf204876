using Microsoft.Extensions.Options;
using MySite.Accounts.Addresses;
using MySite.Accounts.Personal;
using MySite.Accounts.Receivers;
using MySite.Accounts.Recovery;
using MySite.Accounts.TwoFactor;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Signals.Identity;

namespace MySite.Accounts;

/// <summary>Everything that happens when something happens to an account.</summary>
internal static class AccountReceivers
{
    public static void Connect(ISignalHub hub, IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<AccountsOptions>>();
        hub.On(AccountSignals.UserCreated).Call<CreateProfile>();
        hub.On(AccountSignals.UserCreated).Durably<SendWelcomeMail>();
        hub.On(AccountSignals.UserCreated)
            .When(_ => options.Value.StaffAddress is { Length: > 0 }, "Accounts:StaffAddress is set").Durably<NotifyStaff>();
        hub.On(AccountSignals.UserCreated).Durably<DrawAvatar>();
        hub.On(AccountSignals.UserCreated).AfterCommit<AccountLog>();

        hub.On(AccountSignals.UserLoggedIn).Call<UpdateLastLogin>();
        hub.On(AccountSignals.UserLoggedIn).Call<AccountLog>();
        hub.On(AccountSignals.UserLoggedIn).Call<RecordLogIn>();
        hub.On(AccountSignals.UserLoggedOut).Call<AccountLog>();
        hub.On(AccountSignals.UserLoginFailed).Call<AccountLog>();
        hub.On(AccountSignals.UserLoginFailed).Call<RecordLogIn>();

        hub.On(AccountSignals.SessionRejected).Call<AccountLog>();
        hub.On(AccountSignals.PasswordChanged).Durably<SendPasswordChangedMail>();
        hub.On(AccountSignals.PasswordChanged).AfterCommit<AccountLog>();
        hub.On(AccountSignals.UserLockedOut).Durably<SendLockedOutMail>();
        hub.On(AccountSignals.UserLockedOut).AfterCommit<AccountLog>();
        hub.On(AccountSignals.UserUnlocked).AfterCommit<AccountLog>();

        hub.On(RecoverySignals.PasswordResetAsked).Durably<SendPasswordResetMail>();
        hub.On(AddressSignals.EmailConfirmationAsked).Durably<SendEmailConfirmation>();
        hub.On(AddressSignals.EmailChangeAsked).Durably<SendEmailChangeLink>();
        hub.On(AddressSignals.EmailChangeAsked).Durably<SendEmailChangeNotice>();

        hub.On(AccountSignals.PasskeyAdded).Durably<SendPasskeyNotice>();
        hub.On(AccountSignals.PasskeyRemoved).Durably<SendPasskeyNotice>();
        hub.On(AccountSignals.UserLoginsChanged).Durably<SendExternalLogInNotice>();
        hub.On(TwoFactorSignals.TwoFactorChanged).Durably<SendTwoFactorNotice>();

        hub.On(ModelSignals.PreDelete<User>()).Call<RemoveProfile>();
        hub.On(ModelSignals.PreDelete<User>()).Call<RemoveLogIns>();
        hub.On(AccountSignals.UserDeleted).Call<ForgetDeliveries>();
        hub.On(AccountSignals.UserDeleted).AfterCommit<AccountLog>();
        hub.On(AccountSignals.UserDeleted).Durably<SendGoodbyeMail>();

        hub.On(PersonalSignals.PersonalDataAsked).Call<GatherAccountData>();
    }
}
