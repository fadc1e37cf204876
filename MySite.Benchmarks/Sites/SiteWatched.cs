namespace MySite.Benchmarks.Sites;

/// <summary>
/// What it costs the whole site to be watched: the published site three times, with nothing on, with the monitor and its traces,
/// and with telemetry too, which goes to a sink in this process. One at a time is under load, the others wait. Run it by
/// <c>dotnet run -c Release --project MySite.Benchmarks -- site-watched</c>, on a machine that does nothing else; with
/// <c>--starts 1 --rounds 1 --seconds 1 --warmup 2</c> to see whether it works. By the profile that the runtime compiles with, two
/// processes of the same site differ by more than watching costs: take many <c>--starts</c>, or <c>DOTNET_TieredPGO=0</c>.
/// </summary>
internal static class SiteWatched
{
    private const double AtLeast = 0.95;
    private const int On = 2;

    public static async Task<int> RunAsync(string[] words)
    {
        var choices = new Choices(words, ("starts", 3), ("rounds", 3), ("seconds", 4), ("warmup", 8), ("visitors", 8));
        using var folder = await SiteFolder.CreateAsync();
        await using var sink = await OtlpSink.StartAsync();
        var table = new LoadTable("off", "monitor", "on");
        (string Name, string Value)[][] settings = [[SiteFolder.WithoutTrace], [], sink.Settings];
        for (var start = 1; start <= choices["starts"]; start++)
        {
            Console.Error.WriteLine($"Start {start} of {choices["starts"]}…");
            await using var sites = await SiteGroup.StartAsync(folder, settings, start);
            await sites.LoadAsync(choices, table);
        }
        if (sink.Bytes == 0)
            throw new InvalidOperationException("No telemetry came: what was measured is not everything.");

        table.Print();
        var all = table.ThroughputOfAll(On);
        var isMet = all >= AtLeast;
        Console.WriteLine(
            $"{sink.Bytes} bytes of telemetry came. Of a site that is asked for each page as often as for each other, on answers "
            + $"{LoadTable.Text(all)} of the requests of off ({LoadTable.Text(table.ComputedOfAll(On))} by CPU): "
            + $"at least {LoadTable.Text(AtLeast)} {(isMet ? "is met" : "is missed")}. Single pages are above.");
        return isMet ? 0 : 1;
    }
}
