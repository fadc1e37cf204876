using System.Globalization;
using Microsoft.AspNetCore.Html;

namespace MySite.Toolbar;

/// <summary>Markup in which everything that is filled in is encoded, unless it is markup itself.</summary>
internal static class Markup
{
    public static IHtmlContent Of(FormattableString markup) => new HtmlFormattableString(
        CultureInfo.InvariantCulture, markup.Format, [.. markup.GetArguments().Select(argument => argument ?? "")]);

    public static IHtmlContent Join(IEnumerable<IHtmlContent> parts)
    {
        var all = new HtmlContentBuilder();
        foreach (var part in parts)
            all.AppendHtml(part);
        return all;
    }

    public static IHtmlContent Table(string caption, FormattableString head, IEnumerable<IHtmlContent> rows) => Of(
        $"<table><caption>{caption}</caption><thead><tr>{Of(head)}</tr></thead><tbody>{Join(rows)}</tbody></table>");

    public static IHtmlContent Nothing(string text) => Of($"<p class=\"tb-soft\">{text}</p>");

    /// <summary>What is missing from a list.</summary>
    public static IHtmlContent Dropped(int number) => number == 0
        ? HtmlString.Empty
        : Nothing($"{Shared.Count.Of(number, "more was", "more were")} not kept.");
}
