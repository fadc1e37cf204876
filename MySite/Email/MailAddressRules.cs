using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace MySite.Email;

internal static class MailAddressRules
{
    private const int LongestAddress = 254;

    private static readonly ParserOptions Strict = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict,
        AllowAddressesWithoutDomain = false,
    };

    /// <summary>True for one bare address in any script: no display name, comment or surrounding space.</summary>
    internal static bool IsAddress([NotNullWhen(true)] string? text) =>
        text is { Length: <= LongestAddress } && text == text.Trim() && !text.Contains('<')
        && TryParseMailbox(text, out var mailbox) && string.IsNullOrEmpty(mailbox.Name);

    /// <summary>Reads an address with or without a display name: <c>MySite &lt;noreply@example.org&gt;</c>.</summary>
    internal static bool TryParseMailbox(string? text, [NotNullWhen(true)] out MailboxAddress? mailbox)
    {
        mailbox = null;
        return text is not null && !text.Any(char.IsControl) && MailboxAddress.TryParse(Strict, text, out mailbox);
    }
}
