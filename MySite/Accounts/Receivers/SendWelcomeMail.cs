using MySite.Email;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Signals.Outbox;

namespace MySite.Accounts.Receivers;

internal sealed class SendWelcomeMail(IMailSender mails, Delivery delivery) : IReceiver<UserCreated>
{
    public async ValueTask ReceiveAsync(UserCreated payload, CancellationToken cancellationToken)
    {
        if (payload.Email is not { Length: > 0 } address)
            return;

        var body = new MailBody()
            .Heading($"Welcome, {payload.UserName}")
            .Paragraph("Your account is ready.")
            .Link("See the latest polls", "/polls/")
            .Note("You get this mail because an account was made with this address. If it was not you, you may ignore it.");
        await mails.SendAsync(
            new Mail(payload.UserName ?? "", address, "Welcome to MySite", body, delivery.Key), cancellationToken);
    }
}
