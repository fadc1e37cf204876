extern alias Site;

using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Site::MySite.Accounts;

namespace MySite.Benchmarks.Sites;

/// <summary>
/// What a sign-up and a log-in take beside the hash of the password alone: the page with the form, its answer, and everything
/// that is stored for later. One visitor at a time; each turn has a row of each kind.
/// </summary>
internal static class AccountCost
{
    // The runtime compiles twice what is called often, each time after thirty calls, and not at once.
    private const int Warmup = 200;
    private const double AtMost = 1.05;

    public static async Task<Target[]> RunAsync(SiteFolder folder, int turns, int row)
    {
        Console.Error.WriteLine("Sign-ups and log-ins…");
        await using var site = await SiteProcess.StartAsync(folder);
        using var signUp = new AccountForm(site, "/accounts/signup/", name =>
        [
            ("Input.UserName", name), ("Input.Email", $"{name}@example.org"), ("Input.Password", SiteFolder.Password),
            ("Input.ConfirmPassword", SiteFolder.Password),
        ]);
        using var logIn = new AccountForm(site, "/accounts/login/", name =>
            [("Input.UserName", name), ("Input.Password", SiteFolder.Password)]);
        var hasher = new PasswordHasher<object>(Options.Create(
            new PasswordHasherOptions { IterationCount = new AccountsOptions().PasswordIterations }));
        string[] early = [.. Enumerable.Range(0, Warmup).Select(number => $"early{number}")];
        await signUp.FillInAsync(early);
        await logIn.FillInAsync(early);

        List<AccountTime> hashes = [], signUps = [], logIns = [];
        (List<AccountTime> Times, Func<string[], Task<AccountTime>> Act)[] kinds =
        [
            (hashes, users => Task.FromResult(
                AccountTime.Of(() => hasher.HashPassword(hasher, SiteFolder.Password), users.Length))),
            (signUps, signUp.FillInAsync),
            (logIns, _ => logIn.FillInAsync(early[..row])),
        ];
        // Another order in each turn: what one kind leaves in the caches is not always the same one's.
        var order = new Random(1);
        for (var turn = 0; turn < turns; turn++)
        {
            string[] users = [.. Enumerable.Range(0, row).Select(number => $"visitor{turn}-{number}")];
            order.Shuffle(kinds);
            foreach (var (times, act) in kinds)
                times.Add(await act(users));
        }

        Console.WriteLine($"Medians of {turns} turns with {row} in a row, ms.");
        Console.WriteLine("Beside the hash: the median of the differences in a turn, with the range of 95 %.");
        Line("", "page", "answer", "both beside the hash", "CPU of all", "beside the hash");
        Line("hash", "", Ms(hashes, time => time.Answer), "", Ms(hashes, time => time.Computed), "");
        return [.. Print("sign-up", signUps, hashes), .. Print("log-in", logIns, hashes)];
    }

    private static IEnumerable<Target> Print(string what, List<AccountTime> times, List<AccountTime> hashes)
    {
        var (wall, computed) = (Beside(time => time.Wall), Beside(time => time.Computed));
        Line(what, Ms(times, time => time.Page), Ms(times, time => time.Answer), wall.Text,
            Ms(times, time => time.Computed), computed.Text);
        yield return new($"{what}, time of that of the hash", wall.Ratio, AtMost: AtMost);
        yield return new($"{what}, CPU of that of the hash", computed.Ratio, AtMost: AtMost);

        PairedDifference Beside(Func<AccountTime, TimeSpan> time) =>
            PairedDifference.Of([.. times.Select(time)], [.. hashes.Select(time)]);
    }

    private static void Line(string what, string page, string answer, string beside, string computed, string computedBeside) =>
        Console.WriteLine($"{what,-10}{page,8}{answer,8}{beside,26}{computed,14}{computedBeside,26}");

    private static string Ms(List<AccountTime> times, Func<AccountTime, TimeSpan> time) => LoadTable
        .Median(times.Select(each => time(each).TotalMilliseconds)).ToString("0.00", CultureInfo.InvariantCulture);
}
