namespace MySite.Email;

/// <summary>A mail to one reader. It can be sent any number of times and never changes.</summary>
/// <param name="ToName">The reader's name; may be empty.</param>
/// <param name="ToAddress">The reader's bare address.</param>
/// <param name="Subject">One line; line breaks and control characters become spaces.</param>
/// <param name="Body">What the mail says.</param>
/// <param name="Key">Becomes the Message-Id, by which a mail that arrives twice can be recognised.</param>
internal sealed record Mail(string ToName, string ToAddress, string Subject, MailBody Body, Guid? Key = null)
{
    public string ToName { get; } = PlainText.OneLine(ToName);

    public string ToAddress { get; } = MailAddressRules.IsAddress(ToAddress)
        ? ToAddress
        : throw new ArgumentException("Pass one bare mail address such as ada@example.org.", nameof(ToAddress));

    public string Subject { get; } = PlainText.OneLine(Subject) is { Length: > 0 } line
        ? line
        : throw new ArgumentException("Pass a subject; readers judge a mail by it.", nameof(Subject));
}
