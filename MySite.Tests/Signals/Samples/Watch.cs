using MySite.Signals.Diagnostics;

namespace MySite.Tests.Signals.Samples;

/// <summary>How a host looks at what its signals did.</summary>
internal static class Watch
{
    public static async Task TraceAsync(SignalMonitor monitor, Func<Task> importAsync, TextWriter output)
    {
        using (monitor.Begin("import", "orders.csv", out var trace))
        {
            await importAsync();
            trace?.Result = "done";
        }

        foreach (var sent in monitor.Traces[0].Events)
            output.WriteLine($"{sent.At} {sent.Signal} {sent.Outcome} {sent.Duration}");

        foreach (var signal in monitor.Signals)
            output.WriteLine($"{signal.Signal}: {signal.Sent} sent, {signal.Unheard} unheard, p99 {signal.P99}");
    }
}
