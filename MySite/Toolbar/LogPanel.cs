using Microsoft.AspNetCore.Html;

namespace MySite.Toolbar;

internal static class LogPanel
{
    public static ToolbarPanel Of(Kept<LogLine> lines) => new(
        "Log", $"{lines.Count}", lines.Items.Any(IsBad), lines.Count == 0
            ? Markup.Nothing("Nothing was written.")
            : Markup.Of($"""
                {Markup.Table("Lines, in order", $"""
                    <th scope="col">Level</th><th scope="col">Line</th><th scope="col">From</th>
                    """, lines.Items.Select(Row))}{Markup.Dropped(lines.Dropped)}
                """));

    private static IHtmlContent Row(LogLine line) => Markup.Of($"""
        <tr><td class="{(IsBad(line) ? "tb-warn" : "tb-soft")}">{line.Level}</td>
        <td>{line.Text}</td><td class="tb-soft">{line.Category}</td></tr>

        """);

    private static bool IsBad(LogLine line) => line.Level is "Warning" or "Error" or "Fatal";
}
