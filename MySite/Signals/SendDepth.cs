namespace MySite.Signals;

/// <summary>How deep this thread and this async flow are in sends that receivers have begun.</summary>
internal static class SendDepth
{
    /// <summary>Deeper than any sound wiring, and far from the end of the stack.</summary>
    public const int Max = 32;

    /// <summary>Sends whose receivers are on this thread's stack.</summary>
    [ThreadStatic]
    public static int OnThread;

    /// <summary>Counts a send that may be part of a flow which has left its thread.</summary>
    public static void Check(Signal signal)
    {
        if (OnThread + FlowDepth.Current >= Max)
            throw TooDeep(signal);
    }

    public static InvalidOperationException TooDeep(Signal signal) =>
        new($"Receivers send signals in turn, {Max} deep, the last time {signal}. Break the circle: connect one of them " +
            "with When, or let it send only if something has changed.");
}
