extern alias Site;

using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Site::MySite.Accounts;

namespace MySite.Benchmarks.Sites;

/// <summary>
/// What a sign-up and a log-in take, one visitor at a time, beside the hash of the password alone: the page with the form, its
/// answer, and everything that is stored for later.
/// </summary>
internal static class AccountCost
{
    // The runtime compiles twice what is called often, each time after thirty calls, and not at once.
    private const int Warmup = 150;
    private const double AtMost = 1.05;
    private const string Hash = "hash";

    public static async Task<Target[]> RunAsync(SiteFolder folder, int tries)
    {
        Console.Error.WriteLine("Sign-ups and log-ins…");
        await using var site = await SiteProcess.StartAsync(folder);
        using var signUp = new AccountForm(site, "sign-up", "/accounts/signup/", name =>
        [
            ("Input.UserName", name), ("Input.Email", $"{name}@example.org"), ("Input.Password", SiteFolder.Password),
            ("Input.ConfirmPassword", SiteFolder.Password),
        ]);
        using var logIn = new AccountForm(site, "log-in", "/accounts/login/", _ =>
            [("Input.UserName", "regular"), ("Input.Password", SiteFolder.Password)]);
        await signUp.FillInAsync("regular");

        var times = new Dictionary<string, List<AccountTime>>();
        Func<string, Task<(string What, AccountTime Time)[]>>[] acts = [HashAsync(), signUp.FillInAsync, logIn.FillInAsync];
        // Another order in each turn: what one act leaves in the caches is not always the same one's.
        var order = new Random(1);
        for (var turn = -Warmup; turn < tries; turn++)
        {
            order.Shuffle(acts);
            foreach (var act in acts)
                foreach (var (what, time) in await act($"visitor{turn}"))
                    if (turn >= 0)
                        (times.TryGetValue(what, out var all) ? all : times[what] = []).Add(time);
        }
        return Print(times, tries, signUp.Both, logIn.Both);
    }

    private static Func<string, Task<(string What, AccountTime Time)[]>> HashAsync()
    {
        var hasher = new PasswordHasher<object>(Options.Create(
            new PasswordHasherOptions { IterationCount = new AccountsOptions().PasswordIterations }));
        return _ => Task.FromResult<(string, AccountTime)[]>(
            [(Hash, AccountTime.Of(() => hasher.HashPassword(hasher, SiteFolder.Password)))]);
    }

    private static Target[] Print(Dictionary<string, List<AccountTime>> times, int tries, params string[] held)
    {
        Console.WriteLine($"Medians of {tries} turns, ms. Beside the hash: the median difference in a turn, and its range of 95 %.");
        Console.WriteLine(
            $"{"",-24}{"time",10}{"beside the hash",26}{"CPU until all is delivered",28}{"beside the hash",26}");
        List<Target> targets = [];
        foreach (var (what, all) in times.OrderBy(row => row.Key, StringComparer.Ordinal))
        {
            var (wall, computed) = (Beside(time => time.Wall), Beside(time => time.Computed));
            Console.WriteLine(
                $"{what,-24}{Median(time => time.Wall),10}{wall.Text,26}{Median(time => time.Computed),28}{computed.Text,26}");
            if (held.Contains(what))
                targets.AddRange(
                    new Target($"{what}, time of that of the hash", wall.Ratio, AtMost: AtMost),
                    new Target($"{what}, CPU of that of the hash", computed.Ratio, AtMost: AtMost));

            PairedDifference Beside(Func<AccountTime, TimeSpan> time) =>
                PairedDifference.Of([.. all.Select(time)], [.. times[Hash].Select(time)]);
            string Median(Func<AccountTime, TimeSpan> time) =>
                LoadTable.Median(all.Select(each => time(each).TotalMilliseconds)).ToString("0.00", CultureInfo.InvariantCulture);
        }
        return [.. targets];
    }
}
