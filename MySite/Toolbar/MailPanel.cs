using Microsoft.AspNetCore.Html;
using MySite.Signals.Diagnostics;

namespace MySite.Toolbar;

/// <summary>Mails of the request, and its stored deliveries with what has become of them by now.</summary>
internal sealed class MailPanel(ToolbarLedger ledger, SignalMonitor monitor)
{
    public ToolbarPanel Of(ToolbarRecord record, PathString root)
    {
        var stored = record.Trace is null ? [] : StoredIn(record.Trace).ToArray();
        var rows = record.Mails.Items.Select(mail => Row(mail, "this request"))
            .Concat(stored.SelectMany(Rows)).ToArray();
        var badge = stored.Length == 0 ? $"{record.Mails.Count}" : $"{record.Mails.Count}, {stored.Length} stored";
        return new ToolbarPanel("Mail", badge, record.Mails.Items.Any(mail => mail.Error is not null), rows.Length == 0
            ? Markup.Nothing("No mail was sent, and no delivery stored.")
            : Markup.Of($"""
                {Markup.Table("Mails, and deliveries that may send one", $"""
                    <th scope="col">By</th><th scope="col">Mail</th><th scope="col">State</th>
                    """, rows)}
                {Markup.Dropped(record.Mails.Dropped)}<p><a href="{root.ToUriComponent()}/dev/mail/">All mails</a></p>
                """));
    }

    private static IEnumerable<SignalEvent> StoredIn(SignalTraceNode node) => node.Events.SelectMany(item =>
        StoredIn(item).Prepend(item)).Where(item => item.Delivery is not null);

    private IEnumerable<IHtmlContent> Rows(SignalEvent stored)
    {
        var mails = ledger.MailsOf(stored.Delivery!.Value);
        var receiver = stored.Connection?.Receiver ?? "";
        if (mails.Count > 0)
            return mails.Select(mail => Row(mail, receiver));
        var attempt = monitor.Traces.FirstOrDefault(trace => trace.Delivery == stored.Delivery);
        var state = attempt is null ? "stored" : attempt.Duration is null ? "running" : $"attempt {attempt.Attempt} made";
        return [Markup.Of($"<tr><td>{receiver}</td><td></td><td>{state}</td></tr>")];
    }

    private static IHtmlContent Row(SentMail mail, string by) =>
        Markup.Of($"<tr><td>{by}</td><td>{mail.Subject}</td><td>{mail.Error ?? "sent"}</td></tr>");
}
