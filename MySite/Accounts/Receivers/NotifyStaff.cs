using Microsoft.Extensions.Options;
using MySite.Email;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Signals.Outbox;

namespace MySite.Accounts.Receivers;

internal sealed class NotifyStaff(IMailSender mails, Delivery delivery, IOptions<AccountsOptions> options)
    : IReceiver<UserCreated>
{
    public async ValueTask ReceiveAsync(UserCreated payload, CancellationToken cancellationToken)
    {
        if (options.Value.StaffAddress is not { Length: > 0 } address)
            return;

        var body = new MailBody()
            .Heading("A new account")
            .Paragraph($"{payload.UserName} has an account now, with the address {payload.Email}.")
            .Note("You get this mail because Accounts:StaffAddress names this address.");
        await mails.SendAsync(
            new Mail("Staff", address, $"New account: {payload.UserName}", body, delivery.Key), cancellationToken);
    }
}
