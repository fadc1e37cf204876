using Microsoft.AspNetCore.Identity;
using MySite.Accounts.Addresses;
using MySite.Email;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Signals.Outbox;

namespace MySite.Accounts.Receivers;

internal sealed class SendWelcomeMail(IMailSender mails, Delivery delivery, UserManager<User> users)
    : IReceiver<UserCreated>
{
    public async ValueTask ReceiveAsync(UserCreated payload, CancellationToken cancellationToken)
    {
        if (payload.Email is not { Length: > 0 } address)
            return;

        var body = new MailBody()
            .Heading($"Welcome, {payload.UserName}")
            .Paragraph("Your account is ready.");
        // Made now, so that no token is stored; the address may be another one by now, or the account gone.
        if (await users.FindByIdAsync(payload.UserId) is { EmailConfirmed: false } user && user.Email == address)
            body = body.Link("Confirm your e-mail address",
                EmailLinkPath.ToConfirm(user, await users.GenerateEmailConfirmationTokenAsync(user)));
        body = body
            .Link("See the latest polls", "/polls/")
            .Note("You get this mail because an account was made with this address. If it was not you, you may ignore it.");
        await mails.SendAsync(
            new Mail(payload.UserName ?? "", address, "Welcome to MySite", body, delivery.Key), cancellationToken);
    }
}
