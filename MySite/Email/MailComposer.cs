using Microsoft.Extensions.Options;
using MimeKit;

namespace MySite.Email;

/// <summary>Turns a mail into the message that goes over the wire.</summary>
internal sealed class MailComposer(IOptions<EmailOptions> options, TimeProvider clock)
{
    internal MimeMessage Compose(Mail mail)
    {
        var settings = options.Value;
        var from = settings.Sender;
        var now = clock.GetUtcNow();
        var message = new MimeMessage
        {
            Subject = mail.Subject,
            Date = now,
            MessageId = $"{mail.Key ?? Guid.CreateVersion7(now):D}@{HostOf(from)}",
            Body = Alternatives(mail, from.Name ?? from.Domain, settings.SiteUrl),
        };
        message.From.Add(from);
        message.To.Add(new MailboxAddress(mail.ToName, mail.ToAddress));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    private static MultipartAlternative Alternatives(Mail mail, string brand, Uri site)
    {
        var parts = mail.Body.PartsOn(site).ToList();
        return
        [
            new TextPart("plain") { Text = MailText.Render(parts, brand, site) },
            new TextPart("html") { Text = MailHtml.Render(mail.Subject, parts, brand, site) },
        ];
    }

    private static string HostOf(MailboxAddress from) => MailboxAddress.EncodeAddrspec(from.Address).Split('@')[^1];
}
