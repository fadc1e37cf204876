namespace MySite.Email;

internal interface IMailSender
{
    /// <summary>Hands the mail over. An exception means that it was not sent and can be tried again.</summary>
    Task SendAsync(Mail mail, CancellationToken cancellationToken);
}
