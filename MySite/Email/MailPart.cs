namespace MySite.Email;

internal sealed record MailPart(MailPartKind Kind, string Text, string Url = "");
