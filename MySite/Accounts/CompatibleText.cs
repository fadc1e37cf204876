using System.Text;

namespace MySite.Accounts;

/// <summary>Unicode's compatibility form, in which characters that look alike are one, as Django stores user names.</summary>
internal static class CompatibleText
{
    /// <returns>The text itself where it has no such form, as a noncharacter has none; the rules refuse it later.</returns>
    public static string? Of(string? text)
    {
        try
        {
            return text?.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
