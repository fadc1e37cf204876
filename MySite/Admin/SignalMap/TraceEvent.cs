using MySite.Signals.Diagnostics;

namespace MySite.Admin.SignalMap;

/// <summary>One line of a trace, with what is below it.</summary>
internal sealed record TraceEvent(
    SignalEvent Event, string Outcome, bool IsBad, IReadOnlyList<SignalTrace> Attempts, IReadOnlyList<TraceEvent> Below)
{
    public string Name => Event.Connection?.Receiver ?? NameOf(Event);

    public static TraceEvent Of(
        SignalEvent one, SignalTrace trace, Func<Guid, (DeliveryState State, SignalTrace[] Attempts)> deliveryOf)
    {
        TraceEvent[] below = [.. one.Events.Select(each => Of(each, trace, deliveryOf))];
        if (one is { Outcome: SignalOutcome.Stored, Delivery: { } id })
        {
            var (state, attempts) = deliveryOf(id);
            return new(one, state.Text, state.IsBad, attempts, below);
        }
        return new(one, Describe(one, trace), one.Outcome == SignalOutcome.Failed, [], below);
    }

    private static string Describe(SignalEvent one, SignalTrace trace) => one.Outcome switch
    {
        SignalOutcome.Done => "",
        SignalOutcome.Failed => $"failed: {one.Reason}",
        SignalOutcome.Skipped => $"skipped: {one.Reason}",
        SignalOutcome.Waiting when trace.Duration is not null => "not run: the transaction ended the other way",
        SignalOutcome.Waiting => "waits for the transaction",
        SignalOutcome.Stored => "stored",
        SignalOutcome.Unheard => "nobody listens",
        _ => "running",
    };

    // The sender is told where it is not part of the signal.
    private static string NameOf(SignalEvent sent) =>
        SignalName.Of(sent.Signal) is var name && sent.Sender is { } sender && sender != sent.Signal.DefaultSender
            ? $"{name} · {sender.Name}" : name;
}
