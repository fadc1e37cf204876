using System.Globalization;
using Microsoft.AspNetCore.Identity;
using MySite.Email;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Signals.Outbox;

namespace MySite.Accounts.Receivers;

/// <summary>Tells the owner why the log-in is paused, and for how long. Staff who lock somebody have their own words.</summary>
internal sealed class SendLockedOutMail(IMailSender mails, Delivery delivery, UserManager<User> users)
    : IReceiver<UserLockedOut>
{
    public async ValueTask ReceiveAsync(UserLockedOut payload, CancellationToken cancellationToken)
    {
        if (payload is not { Cause: LockoutCause.FailedAttempts, Email: { Length: > 0 } address, Until: { } until })
            return;
        var user = await users.FindByIdAsync(payload.UserId);
        var zone = KnownZones.Find(user?.TimeZone) ?? TimeZoneInfo.Utc;
        var time = TimeZoneInfo.ConvertTime(until, zone).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);
        var body = new MailBody()
            .Heading("Log-in is paused")
            .Paragraph($"Somebody tried several wrong passwords for your account {payload.UserName}. Nobody got in. To stop " +
                $"the guessing, nobody can log in by password until {time} ({zone.Id}); then it goes on by itself. Each " +
                "further pause in a row is longer.")
            .Paragraph("If it was you: wait, or set a new password, which ends the pause at once. " +
                "If it was not: you need do nothing, as long as your password is hard to guess and used nowhere else.")
            .Link("Set a new password", "/accounts/password_reset/")
            .Note("You get this mail whenever log-in to your account is paused.");
        await mails.SendAsync(
            new Mail(payload.UserName ?? "", address, "Log-in to your account is paused", body, delivery.Key),
            cancellationToken);
    }
}
