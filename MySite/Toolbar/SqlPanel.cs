using Microsoft.AspNetCore.Html;
using MySite.Admin.SignalMap;

namespace MySite.Toolbar;

internal static class SqlPanel
{
    public static ToolbarPanel Of(Kept<SqlCommand> kept)
    {
        var commands = kept.Items;
        var same = commands.CountBy(command => (command.Text, command.Values)).ToDictionary();
        var alike = commands.CountBy(command => command.Text).ToDictionary();
        var repeated = same.Values.Sum(count => count - 1);
        var time = DurationText.At(TimeSpan.FromTicks(commands.Sum(command => command.Elapsed.Ticks)));
        return new ToolbarPanel(
            "SQL", $"{kept.Count} · {time}" + (repeated == 0 ? "" : $" · {Shared.Count.Of(repeated, "duplicate")}"),
            repeated > 0 || commands.Any(command => command.Error is not null),
            commands.Count == 0
                ? Markup.Nothing("No command was sent to the database.")
                : Markup.Of($"""
                    {Markup.Table("Commands, in order. Values are left out.", $"""
                        <th scope="col">Command</th><th scope="col">Parameters</th><th scope="col">Time</th>
                        """, commands.Select(command => Row(
                            command, same[(command.Text, command.Values)], alike[command.Text])))}{Markup.Dropped(kept.Dropped)}
                    """));
    }

    private static IHtmlContent Row(SqlCommand command, int same, int alike)
    {
        var note = command.Error ?? (same > 1 ? $"duplicate: {same} times" : alike > 1 ? $"similar: {alike} times" : "");
        return Markup.Of($"""
            <tr><td><code>{command.Text}</code> <span class="tb-warn">{note}</span></td>
            <td>{command.Parameters}</td><td class="tb-number">{DurationText.At(command.Elapsed)}</td></tr>

            """);
    }
}
