using MySite.Admin.SignalMap;
using MySite.Shared;
using MySite.Signals;

namespace MySite.Admin.Commands;

/// <summary>Who would run when a signal is sent, and in which order.</summary>
internal static class SignalExplanation
{
    /// <param name="name">The signal's name.</param>
    /// <param name="senderName">Who sends, as it was said; <see langword="null"/> if it was not.</param>
    /// <param name="connections">All of signals of that name.</param>
    /// <param name="sender">Who that is.</param>
    public static string Of(string name, string? senderName, IReadOnlyList<SignalConnection> connections, object? sender)
    {
        var from = senderName is null ? "" : $" from {senderName}";
        if (connections.Count == 0)
            return $"Nobody listens to {name}.";
        SignalVerdict[] verdicts =
        [
            .. connections.Select(each => SignalVerdict.Of(each, sender)).OrderByDescending(verdict => verdict.Runs)
                .ThenBy(verdict => PhaseOrder.Of(verdict.Connection.Phase))
                .ThenBy(verdict => SignalVerdict.Generation(verdict.Connection, sender)),
        ];
        var rows = verdicts.Index().Select(verdict => (string[])
        [
            PlaceOf(verdict.Index, verdicts), verdict.Item.Connection.Receiver,
            $"{verdict.Item.Connection.Phase}", verdict.Item.Text, SignalRow.Of(verdict.Item.Connection).Place,
        ]);
        var undone = verdicts.Count(verdict => verdict.Runs && IsOfRollback(verdict));
        var run = $"{verdicts.Count(verdict => verdict.Runs) - undone} of {Count.Of(verdicts.Length, "receiver")} would run"
            + (undone == 0 ? "" : $", and {undone} if the transaction rolls back");
        return string.Join(Environment.NewLine,
            $"{name}{from}: {run}, if no scope of Mute or Only is open then.",
            "", TextTable.Of([["#", "RECEIVER", "PHASE", "ANSWER", "CONNECTED AT"], .. rows]));
    }

    // What follows a commit and what follows a rollback are counted each by itself: never do both run.
    private static string PlaceOf(int index, SignalVerdict[] verdicts)
    {
        var verdict = verdicts[index];
        return !verdict.Runs ? SignalRow.Nothing : SignalRow.PriorityOf(1 + verdicts[..index].Count(before =>
            before.Connection.Phase == ConnectionPhase.Inline || IsOfRollback(before) == IsOfRollback(verdict)));
    }

    private static bool IsOfRollback(SignalVerdict verdict) => verdict.Connection.Phase == ConnectionPhase.AfterRollback;
}
