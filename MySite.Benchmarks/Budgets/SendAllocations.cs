using MySite.Signals;

namespace MySite.Benchmarks.Budgets;

/// <summary>What a send allocates, in this process.</summary>
internal static class SendAllocations
{
    private const int Sends = 10_000;
    private const int Rounds = 20;

    public static async IAsyncEnumerable<(string What, long Bytes)> MeasureAsync()
    {
        var ping = new Ping(1);
        foreach (var number in (int[])[0, 1, 4])
        {
            using var services = new ServiceCollection().AddLogging().AddSignals().BuildServiceProvider();
            var (hub, signal) = (services.GetRequiredService<ISignalHub>(), new Signal<Ping>("ping"));
            foreach (var receiver in new Receivers().All.Take(number))
                hub.On(signal).Call(receiver);
            yield return ($"send to {number}", await OfEachAsync(() => hub.SendAsync(signal, ping)));
        }
    }

    // The last rounds run code that is compiled for good. Nobody waits, so all is done by one thread.
    private static async Task<long> OfEachAsync(Func<ValueTask> send)
    {
        var least = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Sends; i++)
                await send();
            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / Sends);
        }
        return least;
    }
}
