using MySite.Email;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Signals.Outbox;

namespace MySite.Accounts.Receivers;

internal sealed class SendGoodbyeMail(IMailSender mails, Delivery delivery) : IReceiver<UserDeleted>
{
    public async ValueTask ReceiveAsync(UserDeleted payload, CancellationToken cancellationToken)
    {
        if (payload.Email is not { Length: > 0 } address)
            return;

        var body = new MailBody()
            .Heading($"Goodbye, {payload.UserName}")
            .Paragraph("Your account is deleted, and your profile and log-ins with it. The votes that you gave stay counted, " +
                "without a name.")
            .Note("You get this mail because the account had this address. It is the last one.");
        await mails.SendAsync(
            new Mail(payload.UserName ?? "", address, "Your account on MySite is deleted", body, delivery.Key),
            cancellationToken);
    }
}
