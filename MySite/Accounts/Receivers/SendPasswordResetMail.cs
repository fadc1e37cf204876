using Microsoft.AspNetCore.Identity;
using MySite.Accounts.Recovery;
using MySite.Email;
using MySite.Signals;
using MySite.Signals.Outbox;

namespace MySite.Accounts.Receivers;

internal sealed class SendPasswordResetMail(
    IMailSender mails, Delivery delivery, UserManager<User> users, ResetMailQuota quota) : IReceiver<PasswordResetAsked>
{
    public async ValueTask ReceiveAsync(PasswordResetAsked payload, CancellationToken cancellationToken)
    {
        // To the address of the account: what was typed may only look like it.
        var user = await users.FindByEmailAsync(payload.Email);
        if (user is not { IsActive: true, PasswordHash: not null, Email: { } address })
            return;
        if (!await quota.TryTakeAsync(user.Id, cancellationToken))
            return;

        var token = await users.GeneratePasswordResetTokenAsync(user);
        var body = new MailBody()
            .Heading("Set a new password")
            .Paragraph($"Somebody, we hope you, asked for a new password for your account {user.UserName}.")
            .Link("Set a new password", $"/accounts/reset/{user.Id}/{token}/")
            .Note("The link works once and for a short time. If it was not you, you may ignore this mail: " +
                "your password stays as it is.");
        try
        {
            await mails.SendAsync(
                new Mail(user.UserName ?? "", address, "Set a new password on MySite", body, delivery.Key),
                cancellationToken);
        }
        catch
        {
            await quota.GiveBackAsync(user.Id);
            throw;
        }
    }
}
