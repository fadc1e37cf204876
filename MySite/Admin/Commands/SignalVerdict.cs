using MySite.Signals;

namespace MySite.Admin.Commands;

/// <summary>Whether a receiver would run for a sender.</summary>
/// <param name="Connection">The receiver's connection.</param>
/// <param name="Runs">Whether it would, as far as anybody can tell without the payload.</param>
/// <param name="Text">The answer in words.</param>
internal sealed record SignalVerdict(SignalConnection Connection, bool Runs, string Text)
{
    /// <param name="connection">The receiver's connection.</param>
    /// <param name="sender">Who sends; <see langword="null"/> if that was not said.</param>
    public static SignalVerdict Of(SignalConnection connection, object? sender)
    {
        var needed = SignalRow.SenderOf(connection);
        if (sender is not null && !Hears(connection, sender))
            return new(connection, Runs: false, $"no: it hears {needed}");
        string[] conditions =
        [
            .. sender is null && needed is not null ? [$"the sender is {needed}"] : Array.Empty<string>(),
            .. connection.Phase == ConnectionPhase.AfterRollback ? ["the transaction rolls back"] : Array.Empty<string>(),
            .. SignalRow.ConditionOf(connection) is { } condition ? [condition] : Array.Empty<string>(),
        ];
        return new(connection, Runs: true, conditions.Length == 0 ? "runs" : $"runs if {string.Join(", and ", conditions)}");
    }

    /// <summary>How far the signal's owner is from the sender: what happens to a type is told of it, then of its bases.</summary>
    public static int Generation(SignalConnection connection, object? sender)
    {
        var generation = 0;
        for (var type = sender as Type; type is not null && type != connection.Signal.DefaultSender; type = type.BaseType)
            generation++;
        return generation;
    }

    private static bool Hears(SignalConnection connection, object sender) =>
        connection.Signal.DefaultSender is { } owner && !(sender is Type type && owner.IsAssignableFrom(type))
            ? false
            : connection.Sender is null || ReferenceEquals(connection.Sender, sender);
}
