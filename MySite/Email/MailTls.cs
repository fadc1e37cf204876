namespace MySite.Email;

internal enum MailTls
{
    /// <summary>TLS from the first byte on port 465, otherwise STARTTLS where the server offers it.</summary>
    Auto,
    None,
    OnConnect,
    StartTls,
    StartTlsIfOffered,
}
