namespace MySite.Email;

internal enum MailDelivery
{
    /// <summary>Every mail becomes a file in a folder; no server is needed.</summary>
    Pickup,
    Smtp,
}
