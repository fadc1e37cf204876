namespace MySite.Admin;

/// <summary>Texts that must fit.</summary>
internal static class BriefText
{
    /// <returns>The text, or its beginning with a mark that something is missing; no character is cut in two.</returns>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;
        var end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return $"{text[..end]}…";
    }
}
