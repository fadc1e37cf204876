using System.Text.RegularExpressions;

namespace MySite.Email;

internal static partial class PlainText
{
    /// <summary>Text fit for a header or a heading: what could break a line becomes a space.</summary>
    internal static string OneLine(string text) => BreakOrSpace().Replace(text, " ").Trim();

    /// <summary>Text that keeps its own line breaks, as <c>\n</c>, and no other control character.</summary>
    internal static string Lines(string text) => Control().Replace(text.ReplaceLineEndings("\n"), " ").Trim();

    [GeneratedRegex(@"[\p{Cc}\s]+")]
    private static partial Regex BreakOrSpace();

    [GeneratedRegex(@"[\p{Cc}-[\n]]")]
    private static partial Regex Control();
}
