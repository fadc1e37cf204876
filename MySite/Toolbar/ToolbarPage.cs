using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using MySite.Admin.SignalMap;

namespace MySite.Toolbar;

/// <summary>Writes the bar: a tab for phones, and the panels of a record and of the one before it.</summary>
internal sealed class ToolbarPage(HtmlEncoder encoder, MailPanel mails)
{
    public byte[] Render(HttpContext context, ToolbarRecord record)
    {
        record.Measure(context);
        using var text = new StringWriter();
        Bar(record, context.Request.PathBase).WriteTo(text, encoder);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private IHtmlContent Bar(ToolbarRecord record, PathString root) => Markup.Of($"""
        <link rel="stylesheet" href="{root.ToUriComponent()}{ToolbarStyles.Path}">
        <aside id="toolbar" class="tb" aria-label="Developer toolbar">
        <details class="tb-tab"><summary>{record.Status} · {DurationText.At(record.Elapsed)}</summary></details>
        <div class="tb-panels">
        {Markup.Join(PanelsOf(record, root).Select(Detail))}
        {(record.Previous is null ? HtmlString.Empty : Detail(Before(record.Previous, root)))}
        </div>
        </aside>

        """);

    private IEnumerable<ToolbarPanel> PanelsOf(ToolbarRecord record, PathString root) =>
    [
        RequestPanel.Of(record),
        SignalPanel.Of(record.Trace),
        SqlPanel.Of(record.Commands),
        CachePanel.Of(record.Cache),
        mails.Of(record, root),
        LogPanel.Of(record.Lines),
    ];

    private ToolbarPanel Before(ToolbarRecord before, PathString root) => new(
        "Previous request", $"{before.Method} {before.Status}", false, Markup.Join(
        [
            .. PanelsOf(before, root).Select(panel => Markup.Of($"""
                <p class="tb-part">{panel.Title} <span class="tb-soft">{panel.Badge}</span></p>
                {panel.Body}

                """)),
            before.Previous is { } further ? Detail(Before(further, root)) : HtmlString.Empty,
        ]));

    private static IHtmlContent Detail(ToolbarPanel panel) => Markup.Of($"""
        <details class="tb-panel" data-panel="{panel.Title}"><summary>{panel.Title}
        <span class="{(panel.IsWarning ? "tb-warn" : "tb-soft")}">{panel.Badge}</span></summary>
        <div class="tb-body" role="region" aria-label="{panel.Title}" tabindex="0">{panel.Body}</div></details>

        """);
}
