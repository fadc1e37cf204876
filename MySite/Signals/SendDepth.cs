using System.Runtime.CompilerServices;

namespace MySite.Signals;

/// <summary>How deep this thread and this async flow are in sends that receivers have begun.</summary>
internal static class SendDepth
{
    /// <summary>Deeper than any sound wiring, and far from the end of the stack.</summary>
    public const int Max = 32;

    /// <summary>Sends whose receivers are on this thread's stack.</summary>
    [ThreadStatic]
    public static int OnThread;

    /// <exception cref="InvalidOperationException">There is no end to it.</exception>
    public static void Check(Signal signal)
    {
        if (OnThread + FlowDepth.Current >= Max || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw TooDeep(signal);
    }

    private static InvalidOperationException TooDeep(Signal signal) =>
        new($"Receivers send signals in turn, {Max} deep or to the end of the stack, the last time {signal}. Break the " +
            "circle: connect one of them with When, or let it send only if something has changed.");
}
