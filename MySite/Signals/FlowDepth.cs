namespace MySite.Signals;

/// <summary>The part of a send's depth that receivers carry along when they go on on another thread.</summary>
internal static class FlowDepth
{
    private static readonly AsyncLocal<object?> Flow = new();
    private static readonly object[] Steps = [.. Enumerable.Range(0, SendDepth.Max + 1).Cast<object>()];

    public static int Current => Flow.Value is int depth ? depth : 0;

    /// <summary>One deeper, until the calling async method ends.</summary>
    public static void Enter() => Flow.Value = Steps[Math.Min(Current + 1, SendDepth.Max)];
}
