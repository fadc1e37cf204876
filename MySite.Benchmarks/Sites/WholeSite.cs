namespace MySite.Benchmarks.Sites;

/// <summary>
/// Everything that the site is held to but growth, in one run: pages under load, accounts, the first response. Run it by
/// <c>MySite.Benchmarks/site</c>, on a machine that does nothing else.
/// </summary>
internal static class WholeSite
{
    private const string Help =
        """
        MySite.Benchmarks/site [--starts 2] [--rounds 3] [--seconds 4] [--warmup 8] [--visitors 8] [--tries 30] [--row 8]
                             [--hub 4] [--first 12]

        Publishes the site and measures it on SQLite with 100 polls, always beside something else in the same run:
          floor          bare Kestrel that runs the same SQL through ADO.NET and writes the same bytes
          site           the site as it is
          without cache  Polls:CacheDuration is zero
        Each of --visitors sends its next request when the last is answered, for --seconds, in --rounds turns there and back
        after --warmup; all that --starts times. Shown are medians, and of ratios the median of those of neighbouring turns.
          CPU            processor time of the process, all threads, for each request
          allocated      GC.GetTotalAllocatedBytes before and after, for each request
          memory         most resident memory since the start (VmHWM)
        Then the same, --hub times, without the trace, and compiled without the profile of the process, which differs each time:
          hub            the site as it is
          hub removed    no signals around requests and the context, no receivers, no outbox
        Then sign-up and log-in beside the password hash alone, in --tries turns with --row of each in a row, a visitor at a
        time: from the request for the page with the form to that page and from the filled-in form to its answer, and the
        processor time until nothing is left to do (deliveries, mails). --row 1 pauses before each, so that all of it is cold.
        Then the first response of the published site beside one of an empty app of Razor Pages, after --first starts each, and
        beside one that asks a single table through EF Core.
        At the end: every ratio beside its target.
        Exits with 1 if one is missed. Other things on the machine make it slower, but both sides of a ratio alike.

        To see whether it works: --starts 1 --rounds 1 --seconds 1 --warmup 2 --tries 5 --first 2
        Alone, each with the choices of its own:
          site accounts [--tries 30] [--row 8]          sign-up and log-in beside the hash
          site account-timing [--tries 300] [--resets 3000]  whether the time of a refusal tells who has an account
          site hub [--starts 6] [--rounds 1] …          pages with the hub and without it
          site first-response [--first 12]
          site growth [--seconds 3] [--warmup 3] [--visitors 2]  pages against polls, choices and receivers, as plots
          site budgets [--accept]                       bytes a request and a send, against budgets.json
          site site-watched [--starts 3] …              nothing on, the monitor, and telemetry too
          site live-viewers [--viewers 50] [--seconds 60]  many who watch the live view, under load
        """;

    public static async Task<int> RunAsync(string[] words)
    {
        if (words is ["--help"])
        {
            Console.WriteLine(Help);
            return 0;
        }
        var choices = new Choices(words,
            ("starts", 2), ("rounds", 3), ("seconds", 4), ("warmup", 8), ("visitors", 8), ("tries", 30), ("row", 8),
            ("hub", 4), ("first", 12));
        using var folder = await SiteFolder.CreateAsync();
        var pages = await SiteFloor.RunAsync(folder, choices);
        Console.WriteLine();
        var hub = await SiteHub.RunAsync(folder, choices, choices["hub"]);
        Console.WriteLine();
        var accounts = await AccountCost.RunAsync(folder, choices["tries"], choices["row"]);
        Console.WriteLine();
        var first = await FirstResponse.RunAsync(folder, choices["first"]);
        Console.WriteLine();
        return Target.Print([.. pages, .. hub, .. accounts, first]) ? 0 : 1;
    }

    public static async Task<int> AccountsAsync(string[] words)
    {
        var choices = new Choices(words, ("tries", 30), ("row", 8));
        using var folder = await SiteFolder.CreateAsync();
        return Target.Print(await AccountCost.RunAsync(folder, choices["tries"], choices["row"])) ? 0 : 1;
    }

    public static async Task<int> HubAsync(string[] words)
    {
        var choices = new Choices(words, ("starts", 6), ("rounds", 1), ("seconds", 4), ("warmup", 8), ("visitors", 8));
        using var folder = await SiteFolder.CreateAsync();
        return Target.Print(await SiteHub.RunAsync(folder, choices, choices["starts"])) ? 0 : 1;
    }

    public static async Task<int> FirstResponseAsync(string[] words)
    {
        var choices = new Choices(words, ("first", 12));
        using var folder = await SiteFolder.CreateAsync();
        return Target.Print([await FirstResponse.RunAsync(folder, choices["first"])]) ? 0 : 1;
    }
}
