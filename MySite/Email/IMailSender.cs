namespace MySite.Email;

internal interface IMailSender
{
    /// <summary>
    /// Hands the mail over. After an exception it does not count as sent: send it again, with the same key, because a
    /// server that fell silent at the last moment may have taken it.
    /// </summary>
    Task SendAsync(Mail mail, CancellationToken cancellationToken);
}
