using System.Globalization;

namespace MySite.Polls;

/// <summary>A part of a whole, as text for people and as lengths for SVG.</summary>
internal static class Share
{
    public static string Percent(long part, long whole) =>
        string.Create(CultureInfo.InvariantCulture, $"{Of(part, whole) * 100:0} %");

    public static string Width(long part, long whole) => Length(Of(part, whole));

    /// <summary>The parts side by side, largest first.</summary>
    public static IEnumerable<(string Start, string Width)> Stack(IReadOnlyList<int> parts)
    {
        var whole = parts.Sum(part => (long)part);
        var start = 0L;
        foreach (var part in parts.Where(part => part > 0).OrderDescending())
        {
            yield return (Width(start, whole), Width(part, whole));
            start += part;
        }
    }

    private static double Of(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    private static string Length(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##}%");
}
