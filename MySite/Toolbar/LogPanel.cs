namespace MySite.Toolbar;

internal static class LogPanel
{
    public static ToolbarPanel Of(IReadOnlyList<LogLine> lines) => new(
        "Log", $"{lines.Count}", lines.Any(IsBad), lines.Count == 0
            ? Markup.Nothing("Nothing was written.")
            : Markup.Table("Lines, in order", $"""
                <th scope="col">Level</th><th scope="col">Line</th><th scope="col">From</th>
                """, lines.Select(line => Markup.Of($"""
                    <tr><td class="{(IsBad(line) ? "tb-warn" : "tb-soft")}">{line.Level}</td>
                    <td>{line.Text}</td><td class="tb-soft">{line.Category}</td></tr>

                    """))));

    private static bool IsBad(LogLine line) => line.Level is "Warning" or "Error" or "Fatal";
}
