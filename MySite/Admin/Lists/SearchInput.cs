using System.Text.RegularExpressions;

namespace MySite.Admin.Lists;

/// <summary>What somebody typed to search for.</summary>
internal static partial class SearchInput
{
    /// <summary>Longer input is cut: each word is a condition of the statement.</summary>
    public const int Longest = 200;

    /// <returns><see langword="null"/> if there is no word in it.</returns>
    public static string? Cut(string input)
    {
        if (input.Length > Longest)
            input = input[..(char.IsHighSurrogate(input[Longest - 1]) ? Longest - 1 : Longest)];
        return Words(input).Any() ? input : null;
    }

    /// <summary>Its words; what stands between quotation marks is one.</summary>
    public static IEnumerable<string> Words(string input) => Word().Matches(input)
        .Select(match => match.Groups["phrase"] is { Success: true } phrase ? phrase.Value.Trim() : match.Value)
        .Where(word => word.Length > 0);

    // A mark within a word is an apostrophe or an inch, and one that is never closed is what it is.
    [GeneratedRegex("""["“”„](?<phrase>[^"“”„]*)["“”](?!\S)|'(?<phrase>[^']*)'(?!\S)|\S+""")]
    private static partial Regex Word();
}
