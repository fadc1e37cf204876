using MySite.Email;

namespace MySite.Toolbar;

/// <summary>Notes that a mail was handed over, for the delivery or the request that did it.</summary>
internal sealed class MailListener(IMailSender sender, ToolbarLedger ledger) : IMailSender
{
    public async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        try
        {
            await sender.SendAsync(mail, cancellationToken);
            Note(mail, null);
        }
        catch (Exception error)
        {
            Note(mail, error.GetType().Name);
            throw;
        }
    }

    private void Note(Mail mail, string? error)
    {
        var sent = new SentMail(mail.Key, mail.Subject, error);
        if (ToolbarRecord.Current is { } record)
            record.Note(sent);
        else
            ledger.Note(sent);
    }
}
