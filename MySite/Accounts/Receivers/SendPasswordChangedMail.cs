using MySite.Email;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Signals.Outbox;

namespace MySite.Accounts.Receivers;

/// <summary>Tells the owner, who may not have done it.</summary>
internal sealed class SendPasswordChangedMail(IMailSender mails, Delivery delivery) : IReceiver<PasswordChanged>
{
    public async ValueTask ReceiveAsync(PasswordChanged payload, CancellationToken cancellationToken)
    {
        if (payload.Email is not { Length: > 0 } address)
            return;
        var what = payload.Change switch
        {
            PasswordChange.Added => "has a password now",
            PasswordChange.Removed => "has no password any more",
            _ => "has another password now",
        };
        var body = new MailBody()
            .Heading("Your password was changed")
            .Paragraph($"Your account {payload.UserName} {what}. Sessions that began before end within a minute.")
            .Paragraph("If it was you, all is well. If it was not, set a new password at once:")
            .Link("Set a new password", "/accounts/password_reset/")
            .Note("You get this mail whenever the password of your account is changed.");
        await mails.SendAsync(
            new Mail(payload.UserName ?? "", address, "Your password was changed", body, delivery.Key), cancellationToken);
    }
}
