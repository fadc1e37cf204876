namespace MySite.Email;

internal enum MailPartKind
{
    Heading,
    Paragraph,
    Link,
    Note,
}
