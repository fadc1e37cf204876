using MySite.Signals;
using MySite.Signals.Diagnostics;

namespace MySite.Admin.SignalMap;

/// <summary>One line of a trace, with what is below it.</summary>
internal sealed record TraceEvent(
    SignalEvent Event, string Outcome, bool IsBad, IReadOnlyList<SignalTrace> Attempts, IReadOnlyList<TraceEvent> Below)
{
    public string Name => Event.Connection?.Receiver ?? NameOf(Event);

    public static TraceEvent Of(
        SignalEvent one, SignalTrace trace, Func<Guid, (DeliveryWord State, SignalTrace[] Attempts)> deliveryOf)
    {
        TraceEvent[] below = [.. one.Events.Select(each => Of(each, trace, deliveryOf))];
        if (one is { Outcome: SignalOutcome.Stored, IsRolledBack: false, Delivery: { } id }
            && one.Connection?.Phase == ConnectionPhase.Durable)
        {
            var (state, attempts) = deliveryOf(id);
            return new(one, state.Text, state.IsBad, attempts, below);
        }
        return new(one, Describe(one), one.Outcome == SignalOutcome.Failed, [], below);
    }

    /// <returns>Nothing, where all went as it should.</returns>
    public static string Describe(SignalEvent one) => (one.Outcome, one.IsRolledBack) switch
    {
        (SignalOutcome.Failed, _) => $"failed: {one.Reason}",
        (SignalOutcome.Cancelled, _) => "cancelled",
        (SignalOutcome.Skipped, _) => $"skipped: {one.Reason}",
        (SignalOutcome.Waiting, true) => "not run: rolled back",
        (SignalOutcome.Waiting, _) => "waits for the transaction",
        (_, true) => "rolled back",
        (SignalOutcome.Stored, _) when one.Connection?.Phase == ConnectionPhase.EveryNode => "for every server",
        (SignalOutcome.Stored, _) => "stored",
        (SignalOutcome.Unheard, _) => "nobody listens",
        (SignalOutcome.Done, _) => "",
        _ => "running",
    };

    // The sender is told where it is not part of the signal.
    private static string NameOf(SignalEvent sent) =>
        SignalName.Of(sent.Signal) is var name && sent.Sender is { } sender && sender != sent.Signal.DefaultSender
            ? $"{name} · {sender.Name}" : name;
}
