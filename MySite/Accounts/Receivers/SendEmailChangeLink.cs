using Microsoft.AspNetCore.Identity;
using MySite.Accounts.Addresses;
using MySite.Email;
using MySite.Signals;
using MySite.Signals.Outbox;

namespace MySite.Accounts.Receivers;

/// <summary>To the new address. Whose it is already hears nothing: somebody mistyped, or wants to know who is here.</summary>
internal sealed class SendEmailChangeLink(IMailSender mails, Delivery delivery, UserManager<User> users)
    : IReceiver<EmailChangeAsked>
{
    public async ValueTask ReceiveAsync(EmailChangeAsked payload, CancellationToken cancellationToken)
    {
        if (await users.FindByIdAsync($"{payload.UserId}") is not { IsActive: true } user
            || await users.FindByEmailAsync(payload.NewEmail) is not null)
            return;

        var token = await users.GenerateChangeEmailTokenAsync(user, payload.NewEmail);
        var body = new MailBody()
            .Heading("Your new e-mail address")
            .Paragraph($"Is this the new address of your account {user.UserName}? Then follow the link.")
            .Link("Confirm the address", EmailLinkPath.ToChange(user, token, payload.NewEmail))
            .Note("The link works once and for a short time. If it was not you, you may ignore this mail.");
        await mails.SendAsync(
            new Mail(user.UserName ?? "", payload.NewEmail, "Confirm your new e-mail address on MySite", body, delivery.Key),
            cancellationToken);
    }
}
