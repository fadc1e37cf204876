namespace MySite.Signals;

/// <summary>What became of each receiver of a robust send, by place: nothing (it went well), an error, or "not called".</summary>
internal static class Outcomes
{
    private static readonly object NotCalled = new();

    public static void Failed(
        ref object?[]? outcomes, Connection[] connections, int index, Exception error, ILogger logger)
    {
        (outcomes ??= new object?[connections.Length])[index] = error;
        var info = connections[index].Info;
        SignalLog.ReceiverFailed(logger, error, info.Receiver, info.Signal);
    }

    /// <summary>Notes a receiver that would have run but for a condition or a scope; another sender's needs no note.</summary>
    public static void Skipped(ref object?[]? outcomes, Connection[] connections, int index, object? sender)
    {
        if (connections[index].Hears(sender))
            (outcomes ??= new object?[connections.Length])[index] = NotCalled;
    }

    public static bool WasCalled(object?[]? outcomes, int index) => outcomes?[index] != NotCalled;

    public static IEnumerable<Exception> Errors(object?[]? outcomes) => outcomes?.OfType<Exception>() ?? [];
}
