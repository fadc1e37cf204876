using System.Globalization;
using System.Text;

namespace MySite.Email;

internal static class MailText
{
    private const int Width = 72;

    internal static string Render(IEnumerable<MailPart> parts, string brand, Uri site) =>
        string.Join("\n\n", parts.Select(Render).Append($"-- \n{brand}\n{site.AbsoluteUri}\n"));

    private static string Render(MailPart part) => part.Kind switch
    {
        MailPartKind.Heading => $"{part.Text}\n{Underline(part.Text)}",
        MailPartKind.Link => $"{part.Text}:\n{part.Url}",
        _ => string.Join('\n', part.Text.Split('\n').Select(Wrap)),
    };

    private static string Underline(string heading) =>
        new('=', Math.Min(new StringInfo(heading).LengthInTextElements, Width));

    private static string Wrap(string line)
    {
        var wrapped = new StringBuilder();
        var used = 0;
        foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var fits = used + 1 + word.Length <= Width;
            wrapped.Append(used == 0 ? "" : fits ? " " : "\n").Append(word);
            used = used > 0 && fits ? used + 1 + word.Length : word.Length;
        }

        return wrapped.ToString();
    }
}
