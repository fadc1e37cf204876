extern alias Site;

using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Site::MySite.Admin.Lists;
using Site::MySite.Admin.Models;
using Site::MySite.Admin.Registered;
using Site::MySite.Admin.TimeZones;
using Site::MySite.Polls;

namespace MySite.Benchmarks;

/// <summary>
/// What a page of a list costs with 1,000 and with 1,000,000 questions: all its queries, without its HTML, and how many rows
/// they hand over for those that are shown (a search hands over keys first, as many as are counted). Run it by
/// <c>dotnet run -c Release --project MySite.Benchmarks -- admin-lists</c>; PostgreSQL takes part where
/// <c>MYSITE_TEST_POSTGRESQL</c> is set.
/// </summary>
internal static class AdminListBenchmarks
{
    private const int Few = 1_000;
    private const int Many = 1_000_000;
    private const double MostTimes = 2;

    // Besides the rows that it shows a page reads one more, to know whether there are others, its counts, and the dates.
    private const int Besides = 80;

    private static readonly string[] Headings = ["page", "1,000", "1,000,000", "times", "at most", "shown", "read"];

    public static async Task<int> RunAsync()
    {
        var isMet = await CompareAsync("SQLite", AdminListDatabase.OnSqliteAsync);
        if (Environment.GetEnvironmentVariable("MYSITE_TEST_POSTGRESQL") is { Length: > 0 } server)
            isMet &= await CompareAsync("PostgreSQL", size => AdminListDatabase.OnPostgreSqlAsync(server, size));
        return isMet ? 0 : 1;
    }

    private static async Task<bool> CompareAsync(string provider, Func<int, Task<AdminListDatabase>> create)
    {
        await using var few = await create(Few);
        await using var many = await create(Many);
        var (less, more) = (await MeasureAsync(few, Few), await MeasureAsync(many, Many));
        Console.WriteLine($"{provider}, milliseconds (median)");
        Print(Headings);
        var isMet = true;
        foreach (var (page, (time, shown, read)) in more)
        {
            var times = time / less[page].Time;
            // A search is held against one scan of the same table, the others against the small table.
            var isSearch = page.StartsWith("search", StringComparison.Ordinal);
            if (isSearch)
                times = time / more[AdminListDatabase.Scan].Time;
            var isBound = page != AdminListDatabase.Scan && !page.EndsWith('*');
            isMet &= !isBound || times <= (isSearch ? 1.2 : MostTimes);
            isMet &= isSearch || read <= shown + Besides;
            var bound = (isBound, isSearch) switch { (false, _) => "", (_, true) => "one scan", _ => Number(MostTimes) };
            Print([page, Number(less[page].Time), Number(time), Number(times), bound, $"{shown}", $"{read}"]);
        }
        Console.WriteLine();
        return isMet;
    }

    private static async Task<Dictionary<string, (double Time, int Shown, int Read)>> MeasureAsync(AdminListDatabase database, int size)
    {
        var lists = new EntityLists(new AdminSite([new QuestionAdmin(TimeProvider.System)]));
        var time = new StaffTime(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), TimeProvider.System);
        await using var db = database.CreateContext();
        var list = lists.Find(db, "polls", "question")!;
        var first = await list.LoadAsync(db, Query(""), time, CancellationToken.None);
        var middle = await db.Set<Question>().OrderByDescending(question => question.PubDate).Skip(size / 2).FirstAsync();
        var month = middle.PubDate.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        (string Page, string Query)[] pages =
        [
            ("first page", ""),
            ("next page", first.Page.Next!.ToString()),
            ("page after half of the rows", $"?after={Cursor.Of([middle.PubDate, middle.Id])}"),
            ("page before half of the rows", $"?before={Cursor.Of([middle.PubDate, middle.Id])}"),
            ("filter: past 7 days", "?pub_date=past_7_days"),
            ("filter: this year", "?pub_date=this_year"),
            ("filter: this year, page after it", $"?pub_date=this_year&after={Cursor.Of([middle.PubDate, middle.Id])}"),
            ("dates: a year", $"?d={month[..4]}"),
            ("dates: a month", $"?d={month}"),
            ("search: no row", "?q=nowhere"),
            ("search: 5 rows", "?q=needle"),
            ("search: 1 row of 10", "?q=tenth"),
            ("sorted by a column without index *", "?o=1"),
        ];
        Dictionary<string, (double, int, int)> costs = [];
        foreach (var (page, query) in pages)
        {
            var counter = new RowCounter();
            await using var counted = database.CreateContext(counter);
            var shown = (await list.LoadAsync(counted, Query(query), time, CancellationToken.None)).Page.Rows.Count;
            var median = await MedianAsync(async () =>
            {
                await using var context = database.CreateContext();
                await list.LoadAsync(context, Query(query), time, CancellationToken.None);
            });
            costs[page] = (median, shown, counter.Rows);
        }
        costs[AdminListDatabase.Scan] = (await MedianAsync(database.ScanAsync), 0, 1);
        return costs;
    }

    private static async Task<double> MedianAsync(Func<Task> work)
    {
        List<double> times = [];
        var clock = Stopwatch.StartNew();
        for (var turn = 0; turn < 60 && (turn < 9 || clock.Elapsed < TimeSpan.FromSeconds(8)); turn++)
        {
            var start = Stopwatch.GetTimestamp();
            await work();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        // The first turns compile.
        return times.Skip(times.Count / 3).Order().ElementAt(times.Count / 3);
    }

    private static ListQuery Query(string text) =>
        ListQuery.Of(new QueryCollection(QueryHelpers.ParseQuery(text)), ["pub_date"]);

    private static string Number(double number) => number.ToString("0.0", CultureInfo.InvariantCulture);

    private static void Print(string[] cells) =>
        Console.WriteLine($"{cells[0],-36}{cells[1],10}{cells[2],12}{cells[3],8}{cells[4],10}{cells[5],8}{cells[6],8}");
}
