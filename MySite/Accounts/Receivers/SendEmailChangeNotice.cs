using Microsoft.AspNetCore.Identity;
using MySite.Accounts.Addresses;
using MySite.Email;
using MySite.Signals;
using MySite.Signals.Outbox;

namespace MySite.Accounts.Receivers;

/// <summary>To the address so far, whose owner may have to stop it.</summary>
internal sealed class SendEmailChangeNotice(IMailSender mails, Delivery delivery, UserManager<User> users)
    : IReceiver<EmailChangeAsked>
{
    public async ValueTask ReceiveAsync(EmailChangeAsked payload, CancellationToken cancellationToken)
    {
        if (payload.OldEmail is not { } address || await users.FindByIdAsync($"{payload.UserId}") is not { } user)
            return;

        var body = new MailBody()
            .Heading("Another e-mail address for your account")
            .Paragraph($"Somebody, we hope you, asked to change the address of your account {user.UserName} " +
                $"to {payload.NewEmail}. It changes when the link that was sent there is followed.")
            .Paragraph("If it was not you, set a new password now: the link is worth nothing then.")
            .Link("Set a new password", "/accounts/password_reset/");
        await mails.SendAsync(
            new Mail(user.UserName ?? "", address, "Your e-mail address on MySite is to change", body, delivery.Key),
            cancellationToken);
    }
}
