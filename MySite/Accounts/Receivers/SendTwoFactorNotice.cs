using MySite.Accounts.TwoFactor;
using MySite.Email;
using MySite.Signals;
using MySite.Signals.Outbox;

namespace MySite.Accounts.Receivers;

internal sealed class SendTwoFactorNotice(IMailSender mails, Delivery delivery) : IReceiver<TwoFactorChanged>
{
    public async ValueTask ReceiveAsync(TwoFactorChanged payload, CancellationToken cancellationToken)
    {
        if (payload.Email is not { Length: > 0 } address)
            return;

        var (subject, text) = payload.Change switch
        {
            TwoFactorChange.TurnedOn => ("Two-factor log-in is on", "Log-in asks for a code of your authenticator app now."),
            TwoFactorChange.TurnedOff => ("Two-factor log-in is off", "Log-in asks for no code of an app any more."),
            TwoFactorChange.NewRecoveryCodes => ("You have new recovery codes", "The recovery codes from before work no longer."),
            _ => ("A recovery code was used", "Somebody, we hope you, logged in with one of your recovery codes."),
        };
        var body = new MailBody()
            .Heading(subject)
            .Paragraph($"{text} This is about your account {payload.UserName}.")
            .Link("Look at your two-factor log-in", "/accounts/two-factor/")
            .Note("If it was not you, set a new password and turn two-factor log-in on anew.");
        await mails.SendAsync(
            new Mail(payload.UserName ?? "", address, $"{subject} on MySite", body, delivery.Key), cancellationToken);
    }
}
