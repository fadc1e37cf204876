extern alias Site;

using System.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Site::MySite.Accounts;

namespace MySite.Benchmarks.Sites;

/// <summary>What a sign-up and a log-in take, one visitor at a time, beside the hash of the password alone.</summary>
internal static class AccountCost
{
    // The runtime compiles twice what is called often, each time after thirty calls.
    private const int Warmup = 65;
    private const double AtMost = 1.05;

    // A site that computes less than this in a while has nothing left to deliver.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan While = TimeSpan.FromMilliseconds(60);

    public static async Task<Target[]> RunAsync(SiteFolder folder, int tries)
    {
        Console.Error.WriteLine("Sign-ups and log-ins…");
        var hasher = new PasswordHasher<object>(Options.Create(
            new PasswordHasherOptions { IterationCount = new AccountsOptions().PasswordIterations }));
        var hash = hasher.HashPassword(hasher, SiteFolder.Password);
        await using var site = await SiteProcess.StartAsync(folder);
        using var connection = new LoadConnection(site.Address);
        var (signUp, logIn) = (await SitePages.SignUpAsync(site.Address), await SitePages.LogInFormAsync(site.Address));

        List<AccountTime> hashes = [], signUps = [], verifications = [], logIns = [];
        for (var number = 0; number < Warmup; number++)
        {
            await PostAsync(site, connection, signUp($"early{number}"));
            await PostAsync(site, connection, logIn($"early{number}"));
        }
        for (var number = 0; number < tries; number++)
        {
            hashes.Add(AccountTime.Of(() => hasher.HashPassword(hasher, SiteFolder.Password)));
            signUps.Add(await PostAsync(site, connection, signUp($"visitor{number}")));
            verifications.Add(AccountTime.Of(() => hasher.VerifyHashedPassword(hasher, hash, SiteFolder.Password)));
            logIns.Add(await PostAsync(site, connection, logIn($"visitor{number}")));
        }
        Console.WriteLine(
            $"{"medians, ms",-24}{"time",10}{"over hash",12}{"CPU",10}{"over hash",12}{"CPU until all is delivered",28}");
        Print("hash a password", hashes, hashes);
        Print("sign-up", signUps, hashes);
        Print("compare a password", verifications, verifications);
        Print("log-in", logIns, verifications);
        return
        [
            new("sign-up, time of that of the hash", Ratio(signUps, hashes, time => time.Wall), AtMost: AtMost),
            new("sign-up, CPU of that of the hash", Ratio(signUps, hashes, time => time.Computed), AtMost: AtMost),
            new("log-in, time of that of the hash", Ratio(logIns, verifications, time => time.Wall), AtMost: AtMost),
            new("log-in, CPU of that of the hash", Ratio(logIns, verifications, time => time.Computed), AtMost: AtMost),
        ];
    }

    private static async Task<AccountTime> PostAsync(SiteProcess site, LoadConnection connection, byte[] request)
    {
        var (before, began) = (site.Gauge.Read().Computed, Stopwatch.GetTimestamp());
        if (connection.Send(request) is not StatusCodes.Status302Found and var status)
            throw new InvalidOperationException($"A form was answered by {status}.");
        var wall = Stopwatch.GetElapsedTime(began);
        var answered = site.Gauge.Read().Computed;
        for (var last = TimeSpan.Zero; site.Gauge.Read().Computed is var now && now - last > Quiet; last = now)
            await Task.Delay(While, TimeProvider.System);
        return new(wall, answered - before, site.Gauge.Read().Computed - before);
    }

    private static void Print(string what, List<AccountTime> times, List<AccountTime> hashes)
    {
        string Ms(Func<AccountTime, TimeSpan> time) =>
            LoadTable.Text(LoadTable.Median(times.Select(each => time(each).TotalMilliseconds)));
        Console.WriteLine(
            $"{what,-24}{Ms(time => time.Wall),10}{LoadTable.Text(Ratio(times, hashes, time => time.Wall)),12}"
            + $"{Ms(time => time.Computed),10}{LoadTable.Text(Ratio(times, hashes, time => time.Computed)),12}"
            + $"{Ms(time => time.Delivered),28}");
    }

    private static double Ratio(List<AccountTime> times, List<AccountTime> hashes, Func<AccountTime, TimeSpan> time) =>
        LoadTable.Median(times.Zip(hashes, (one, hash) => time(one) / time(hash)));
}
