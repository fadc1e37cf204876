using Microsoft.AspNetCore.Html;
using MySite.Admin.SignalMap;
using MySite.Signals.Diagnostics;

namespace MySite.Toolbar;

/// <summary>The tree of the request's trace.</summary>
internal static class SignalPanel
{
    public static ToolbarPanel Of(SignalTrace? trace)
    {
        const string Title = "Signals";
        if (trace is null)
            return new(Title, "not traced", false, Markup.Nothing("Signals:Trace:Sample or :PerSecond leaves this request out."));
        var events = trace.Events;
        var failures = trace.FailureCount;
        return new(
            Title, failures == 0 ? $"{events.Count}" : $"{events.Count}, {failures} failed", failures > 0,
            events.Count == 0
                ? Markup.Nothing("No signal was sent.")
                : Markup.Of($"{Tree(trace)}{Dropped(trace.Dropped)}"));
    }

    private static IHtmlContent Tree(SignalTraceNode node) => node.Events is { Count: > 0 } events
        ? Markup.Of($"<ul class=\"tb-tree\">{Markup.Join(events.Select(Item))}</ul>")
        : HtmlString.Empty;

    private static IHtmlContent Item(SignalEvent item) => Markup.Of($"""
        <li><span class="tb-time">{Time(item.Duration)}</span>{Name(item)}
        <span class="{(item.Outcome == SignalOutcome.Failed ? "tb-warn" : "tb-soft")}">{TraceEvent.Describe(item)}</span>
        {Facts(item)}{Tree(item)}</li>

        """);

    private static IHtmlContent Name(SignalEvent item) => item.Connection is { } connection
        ? Markup.Of($"{connection.Receiver} <span class=\"tb-phase\">{PhaseText.Of(connection.Phase)}</span>")
        : Markup.Of($"<b>{item.Signal.Name}</b>{(item.Sender is null ? "" : $" from {item.Sender.Name}")}");

    private static IHtmlContent Facts(SignalEvent item) => item.Facts is { Count: > 0 } facts
        ? Markup.Of($"<br><span class=\"tb-soft\">{string.Join(" · ", facts.Select(fact => $"{fact.Key} {fact.Value}"))}</span>")
        : HtmlString.Empty;

    private static IHtmlContent Dropped(int dropped) => dropped == 0
        ? HtmlString.Empty
        : Markup.Nothing($"{dropped} more are not kept: see Signals:Trace:Events.");

    private static string Time(TimeSpan? time) => time is { } known ? DurationText.At(known) : "";
}
