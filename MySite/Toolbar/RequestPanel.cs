using Microsoft.AspNetCore.Html;
using MySite.Admin.SignalMap;

namespace MySite.Toolbar;

internal static class RequestPanel
{
    public static ToolbarPanel Of(ToolbarRecord record)
    {
        (string Name, string? Value)[] facts =
        [
            ("Request", $"{record.Method} {record.Path}"),
            ("Query", record.QueryNames.Length == 0 ? null : string.Join(", ", record.QueryNames.Select(name => $"{name}=…"))),
            ("Route", record.Route),
            ("Page", record.Page),
            ("Status", $"{record.Status}"),
            ("Time", DurationText.At(record.Elapsed)),
        ];
        return new ToolbarPanel(
            "Request", $"{record.Method} {record.Status} · {DurationText.At(record.Elapsed)}", record.Status >= 400,
            Markup.Of($"<table><caption>Request and route</caption><tbody>{Markup.Join(Rows(facts))}</tbody></table>"));
    }

    private static IEnumerable<IHtmlContent> Rows(IEnumerable<(string Name, string? Value)> facts) =>
        facts.Where(fact => fact.Value is not null)
            .Select(fact => Markup.Of($"<tr><th scope=\"row\">{fact.Name}</th><td>{fact.Value}</td></tr>"));
}
