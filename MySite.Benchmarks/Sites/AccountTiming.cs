using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace MySite.Benchmarks.Sites;

/// <summary>
/// Whether time tells which accounts exist: log-ins that fail and requests for a new password, of names and addresses that are
/// known and unknown, in turns of random order. Run it by
/// <c>dotnet run -c Release --project MySite.Benchmarks -- account-timing</c>, on a machine that does nothing else.
/// </summary>
internal static class AccountTiming
{
    private const double AtMost = 1.05;
    private const int Users = 20;

    public static async Task<int> RunAsync(string[] words)
    {
        var choices = new Choices(words, ("tries", 300), ("resets", 3000), ("warmup", 40));
        using var folder = await SiteFolder.CreateAsync();
        var database = folder.CopyDatabase();
        await using var site = await SiteProcess.StartAsync(
            folder, database, ("Accounts__MaxFailedLogIns", "100"), ("Accounts__PasswordResetMailsPerHour", "1000"),
            ("Accounts__LockOutDuration", "1.00:00:00"));
        using var visitor = new AccountVisitor(site.Address);
        Console.Error.WriteLine("Creating users…");
        for (var user = 0; user < Users; user++)
            await visitor.SignUpAsync($"known{user}");
        await visitor.SignUpAsync("inactive");
        await visitor.SignUpAsync("locked");
        await ExecuteAsync(database, "UPDATE AspNetUsers SET IsActive = 0 WHERE UserName = 'inactive'");
        await ExecuteAsync(database, "UPDATE AspNetUsers SET LockoutEnd = '2999-01-01 00:00:00' WHERE UserName = 'locked'");

        var logIns = await MeasureAsync(choices["warmup"], choices["tries"], visitor.FailToLogInAsync,
            ("unknown", number => $"nobody{number % Users}"), ("known", number => $"known{number % Users}"),
            ("inactive", _ => "inactive"), ("locked", _ => "locked"));
        // They take so little that what else the machine does weighs more: more of them.
        var resets = await MeasureAsync(choices["warmup"], choices["resets"], visitor.AskForPasswordAsync,
            ("unknown", number => $"nobody{number % Users}@example.org"),
            ("known", number => $"known{number % Users}@example.org"));
        var isMet = Print("log-in", logIns) & Print("reset", resets);
        Console.WriteLine($"No mean may be more than 5 % from that of the unknown: {(isMet ? "none is." : "one is.")}");
        return isMet ? 0 : 1;
    }

    private static async Task<List<(string Kind, double[] Times)>> MeasureAsync(
        int warmup, int tries, Func<string, Task> act, params (string Kind, Func<int, string> Name)[] kinds)
    {
        // The order is another in each turn: what one request leaves for the background slows down the next.
        var order = new Random(1);
        var times = kinds.Select(_ => new List<double>()).ToArray();
        for (var number = -warmup; number < tries; number++)
            foreach (var kind in Shuffled(order, kinds.Length))
            {
                var name = kinds[kind].Name(Math.Abs(number));
                var began = Stopwatch.GetTimestamp();
                await act(name);
                if (number >= 0)
                    times[kind].Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        return [.. kinds.Zip(times, (kind, measured) => (kind.Kind, measured.ToArray()))];
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (await command.ExecuteNonQueryAsync() != 1)
            throw new InvalidOperationException($"This changed no user: {sql}");
    }

    private static int[] Shuffled(Random order, int count)
    {
        int[] numbers = [.. Enumerable.Range(0, count)];
        order.Shuffle(numbers);
        return numbers;
    }

    private static bool Print(string what, List<(string Kind, double[] Times)> measured)
    {
        var (unknown, isMet) = (Mean(measured[0].Times), true);
        foreach (var (kind, times) in measured)
        {
            var (mean, ratio) = (Mean(times), Mean(times) / unknown);
            isMet &= ratio is <= AtMost and >= 1 / AtMost;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{what,-8} {kind,-10} {times.Length,5} tries {mean,9:0.00} ms ± {Error(times),5:0.00} {ratio,7:0.000}"));
        }
        return isMet;
    }

    private static double Mean(double[] times) => times.Average();

    // The standard error of the mean.
    private static double Error(double[] times)
    {
        var mean = Mean(times);
        return Math.Sqrt(times.Sum(time => (time - mean) * (time - mean)) / times.Length / Math.Max(1, times.Length - 1));
    }
}
