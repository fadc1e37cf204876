using MySite.Email;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Signals.Outbox;

namespace MySite.Accounts.Receivers;

internal sealed class SendPasskeyNotice(IMailSender mails, Delivery delivery) : IReceiver<PasskeyAdded>, IReceiver<PasskeyRemoved>
{
    public ValueTask ReceiveAsync(PasskeyAdded payload, CancellationToken cancellationToken) => SendAsync(
        payload.UserName, payload.Email, "A passkey was added", $"The passkey {payload.Name} lets you in to your account now.",
        cancellationToken);

    public ValueTask ReceiveAsync(PasskeyRemoved payload, CancellationToken cancellationToken) => SendAsync(
        payload.UserName, payload.Email, "A passkey was removed", $"The passkey {payload.Name} does not let you in any more.",
        cancellationToken);

    private async ValueTask SendAsync(
        string? name, string? address, string subject, string text, CancellationToken cancellationToken)
    {
        if (address is not { Length: > 0 })
            return;
        var body = new MailBody()
            .Heading(subject)
            .Paragraph($"{text} This is about your account {name}.")
            .Link("Look at your passkeys", "/accounts/passkeys/")
            .Note("If it was not you, remove passkeys that you do not know and set a new password.");
        await mails.SendAsync(new Mail(name ?? "", address, $"{subject} on MySite", body, delivery.Key), cancellationToken);
    }
}
