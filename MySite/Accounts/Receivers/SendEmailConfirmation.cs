using Microsoft.AspNetCore.Identity;
using MySite.Accounts.Addresses;
using MySite.Email;
using MySite.Signals;
using MySite.Signals.Outbox;

namespace MySite.Accounts.Receivers;

internal sealed class SendEmailConfirmation(IMailSender mails, Delivery delivery, UserManager<User> users)
    : IReceiver<EmailConfirmationAsked>
{
    public async ValueTask ReceiveAsync(EmailConfirmationAsked payload, CancellationToken cancellationToken)
    {
        if (await users.FindByIdAsync($"{payload.UserId}") is not
            { IsActive: true, EmailConfirmed: false, Email: { } address } user)
            return;

        var token = await users.GenerateEmailConfirmationTokenAsync(user);
        var body = new MailBody()
            .Heading("Confirm your e-mail address")
            .Paragraph($"Is this the address of your account {user.UserName}? Then follow the link.")
            .Link("Confirm the address", EmailLinkPath.ToConfirm(user, token))
            .Note("The link works once and for a short time. If it was not you, you may ignore this mail.");
        await mails.SendAsync(
            new Mail(user.UserName ?? "", address, "Confirm your e-mail address on MySite", body, delivery.Key),
            cancellationToken);
    }
}
