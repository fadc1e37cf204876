using System.Diagnostics;
using System.Globalization;
using MySite.Benchmarks.Inside;

namespace MySite.Benchmarks.Sites;

/// <summary>
/// Live viewers of the signal map while the site works: whether its memory stays flat, whether traces come in the order in which
/// they ended, and whether those who do not read are dropped. Run it by
/// <c>dotnet run -c Release --project MySite.Benchmarks -- live-viewers</c>; with <c>--seconds 15</c> to see whether it works.
/// </summary>
internal static class LiveViewers
{
    private const double Flat = 1.15;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(string[] words)
    {
        var choices = new Choices(words, ("seconds", 60), ("viewers", 50), ("slow", 5), ("visitors", 4), ("warmup", 10));
        var (duration, visitors) = (TimeSpan.FromSeconds(choices["seconds"]), choices["visitors"]);
        using var folder = await SiteFolder.CreateAsync();
        var file = Path.GetTempFileName();
        await using var site = await SiteProcess.StartAsync(
            folder, (InsideVariables.Memory, file), ("Signals__Trace__PerSecond", "0"));
        using var staff = new AccountVisitor(site.Address);
        await staff.LogInAsync(SiteFolder.UserName);
        var cookies = staff.Cookies;
        // Each visitor has a poll of their own, so that the traces of an address begin and end one after the other.
        byte[][][] pages = [.. SitePages.Details(site.Address).Take(visitors).Select(page => (byte[][])[page])];
        Task<LoadResult> LoadAsync(TimeSpan time) => Load.RunAsync(site, pages, StatusCodes.Status200OK, time);

        await LoadAsync(TimeSpan.FromSeconds(choices["warmup"]));
        var without = await LoadAsync(Step);
        using var stopping = new CancellationTokenSource();
        Viewer[] viewers = [.. Enumerable.Range(0, choices["viewers"] - choices["slow"])
            .Select(_ => new Viewer(site.Address, cookies, stopping.Token))];
        Task[] watches = [.. viewers.Select(viewer => Task.Run(viewer.WatchAsync))];
        var ends = new TaskCompletionSource();
        Task<(bool Dropped, long Bytes)>[] slow = [.. Enumerable.Range(0, choices["slow"])
            .Select(_ => Viewer.DozeAsync(site.Address, cookies, ends.Task))];

        var load = LoadAsync(duration);
        var memory = await WatchMemoryAsync(site, file, load);
        var with = await load;
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        await stopping.CancelAsync();
        await Task.WhenAll(watches);
        ends.SetResult();
        return Print(viewers, await Task.WhenAll(slow), memory, without, with);
    }

    private static async Task<List<(double Live, double Resident)>> WatchMemoryAsync(SiteProcess site, string file, Task load)
    {
        List<(double Live, double Resident)> memory = [];
        Line("seconds", "live objects, MB", "resident, MB");
        for (var began = Stopwatch.GetTimestamp(); !load.IsCompleted;)
        {
            await Task.WhenAny(load, Task.Delay(Step, TimeProvider.System));
            var live = double.TryParse(await File.ReadAllTextAsync(file), CultureInfo.InvariantCulture, out var bytes) ? bytes : 0;
            memory.Add((live / 1e6, site.Memory / 1e6));
            Line($"{Stopwatch.GetElapsedTime(began).TotalSeconds:0}", Text(memory[^1].Live), Text(memory[^1].Resident));
        }
        return memory;
    }

    private static int Print(
        Viewer[] viewers, (bool Dropped, long Bytes)[] slow, List<(double Live, double Resident)> memory, LoadResult without,
        LoadResult with)
    {
        var longest = viewers.MaxBy(viewer => viewer.Numbers.Count)!.Numbers;
        var inOrder = viewers.Count(viewer => viewer.Reordered == 0 && HasOrderOf(longest, viewer.Numbers));
        var dropped = slow.Count(viewer => viewer.Dropped);
        // What came in the first ten seconds belongs to the beginning.
        var later = memory.Skip(2).ToArray();
        var (live, resident) = later.Length < 2 ? (1, 1)
            : (later.Max(each => each.Live) / later[0].Live, later.Max(each => each.Resident) / later[0].Resident);
        Line("", "without viewers", "with");
        Line("requests/s", Text(without.PerSecond), Text(with.PerSecond));
        Line("p99, ms", Text(without.P99.TotalMilliseconds), Text(with.P99.TotalMilliseconds));
        Line("CPU of the site, µs a request", Text(without.Computed.TotalMicroseconds), Text(with.Computed.TotalMicroseconds));
        Line("CPU of the driver, of the whole", Text(without.Driver), Text(with.Driver));
        Console.WriteLine($"""
            Traces that the viewers saw: {viewers.Min(viewer => viewer.Numbers.Count)} to {longest.Count}.
            Viewers that saw them in the order of their ends: {inOrder} of {viewers.Length}.
            They were cut off {viewers.Sum(viewer => viewer.Cuts)} times, and told of {viewers.Sum(viewer => viewer.Gaps)} gaps.
            Slow viewers that were dropped: {dropped} of {slow.Length}, after at most {slow.Max(viewer => viewer.Bytes)} bytes.
            Memory at its most, of that after 10 s: live {Text(live)}, resident {Text(resident)}; flat is at most {Text(Flat)}.
            """);
        return inOrder == viewers.Length && dropped == slow.Length && live <= Flat && resident <= Flat ? 0 : 1;
    }

    /// <summary>Whether what both saw came in the same order. Who was cut off may have missed some.</summary>
    private static bool HasOrderOf(List<int> all, List<int> some)
    {
        var place = all.Index().ToDictionary(number => number.Item, number => number.Index);
        var places = some.Where(place.ContainsKey).Select(number => place[number]).ToArray();
        return places.Zip(places.Skip(1)).All(pair => pair.First < pair.Second);
    }

    private static string Text(double number) => number.ToString(number < 10 ? "0.000" : "0.0", CultureInfo.InvariantCulture);

    private static void Line(string what, string first, string second) => Console.WriteLine($"{what,-32}{first,18}{second,18}");
}
