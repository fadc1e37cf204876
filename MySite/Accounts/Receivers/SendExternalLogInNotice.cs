using MySite.Email;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Signals.Outbox;

namespace MySite.Accounts.Receivers;

internal sealed class SendExternalLogInNotice(IMailSender mails, Delivery delivery) : IReceiver<UserLoginsChanged>
{
    public async ValueTask ReceiveAsync(UserLoginsChanged payload, CancellationToken cancellationToken)
    {
        if (payload.Email is not { Length: > 0 } address)
            return;
        var (subject, text) = payload.Added.Count > 0
            ? ("An external log-in was linked", "An account elsewhere opens your account here now.")
            : ("An external log-in was unlinked", "An account elsewhere does not open your account here any more.");
        var body = new MailBody()
            .Heading(subject)
            .Paragraph($"{text} This is about your account {payload.UserName}.")
            .Link("Look at your external log-ins", "/accounts/external/")
            .Note("If it was not you, unlink what you do not know and set a new password.");
        await mails.SendAsync(
            new Mail(payload.UserName ?? "", address, $"{subject} on MySite", body, delivery.Key), cancellationToken);
    }
}
