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

    /// <summary>True for one bare address in any script: no display name, comment or space.</summary>
    internal static bool IsAddress([NotNullWhen(true)] string? text) =>
        text is { Length: <= LongestAddress } && !text.Any(IsNoPartOfAnAddress) && TryParseMailbox(text, out _);

    /// <summary>Reads an address with or without a display name: <c>MySite &lt;noreply@example.org&gt;</c>.</summary>
    internal static bool TryParseMailbox(string? text, [NotNullWhen(true)] out MailboxAddress? mailbox)
    {
        mailbox = null;
        return text is not null && MailboxAddress.TryParse(Strict, text, out mailbox);
    }

    // A parser takes these between the parts of an address, as the standard allows, and drops them.
    private static bool IsNoPartOfAnAddress(char letter) =>
        char.IsWhiteSpace(letter) || letter is '<' or '(';
}
