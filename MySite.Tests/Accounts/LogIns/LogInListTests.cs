using System.Net;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts;
using MySite.Accounts.LogIns;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.LogIns;

public abstract class LogInListTests(DatabaseServer server) : AccountTests(server)
{
    private const string Url = "/accounts/log-ins/";
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

    [Fact]
    public async Task Log_ins_and_failed_tries_are_listed_newest_first_in_the_time_zone_of_the_user()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.TimeZone, "Asia/Kolkata"), Cancel));
        Clock.Advance(TimeSpan.FromHours(1));
        await LogInAsync(CreateVisitor(), "ada", "not the password");
        Clock.Advance(TimeSpan.FromHours(1));
        var other = CreateVisitor();
        other.Http.DefaultRequestHeaders.UserAgent.ParseAdd(Firefox);
        await LogInAsync(other, "ada@example.org");

        var page = await visitor.OpenAsync(Url);

        Assert.Equal(
            ["Password Firefox on Linux unknown address 15 Jun 2035, 19:30 UTC+5:30 just now",
                "Password Failed Another program unknown address 15 Jun 2035, 18:30 UTC+5:30 1 h ago",
                "Sign-up Another program unknown address 15 Jun 2035, 17:30 UTC+5:30 2 h ago"],
            Rows(page));
        var first = page.QuerySelector(".log-ins li")!;
        Assert.Equal(Firefox, first.QuerySelector("[title]")!.GetAttribute("title"));
        Assert.Equal("15 Jun 2035, 19:30 UTC+5:30", first.QuerySelector("time")!.GetAttribute("title"));
        Assert.Contains("Times are in Asia/Kolkata.", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Mars/Base")]
    public async Task Who_has_no_zone_that_the_site_knows_sees_UTC_and_is_told_so(string? zone)
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.TimeZone, zone), Cancel));

        var page = await visitor.OpenAsync(Url);

        var note = page.QuerySelector("main p.soft")!;
        Assert.Contains("Times are in UTC, until you", note.TextContent, StringComparison.Ordinal);
        Assert.Equal("/accounts/profile/", note.QuerySelector("a")?.GetAttribute("href"));
        Assert.Contains("15 Jun 2035, 12:00 UTC just now", Rows(page)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_event_is_one_row_and_a_name_that_is_nobodys_is_none()
    {
        await SignUpAsync(CreateVisitor(), "ada");
        for (var attempt = 0; attempt < 7; attempt++)
            await LogInAsync(CreateVisitor(), "ada", "not the password");
        await LogInAsync(CreateVisitor(), "nobody", "not the password");

        var rows = await InScopeAsync(db => db.Set<LogInRecord>().ToListAsync(Cancel));

        var ada = (await FindUserAsync("ada"))!.Id;
        Assert.All(rows, row => Assert.Equal(ada, row.UserId));
        Assert.Equal((1, 7), (rows.Count(row => row.Succeeded), rows.Count(row => !row.Succeeded)));
    }

    [Fact]
    public async Task Nobody_sees_the_log_ins_of_others_and_a_visitor_sees_none()
    {
        await SignUpAsync(CreateVisitor(), "ada");
        var bob = CreateVisitor();
        await SignUpAsync(bob, "bob");
        var ada = (await FindUserAsync("ada"))!.Id;

        Assert.Single(Rows(await bob.OpenAsync($"{Url}?userId={ada}&id={ada}&user=ada")));
        Assert.Equal(HttpStatusCode.Redirect, (await CreateVisitor().GetAsync(Url)).StatusCode);
    }

    [Fact]
    public async Task Fifty_are_shown_and_what_is_too_old_is_not()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        var ada = (await FindUserAsync("ada"))!.Id;
        await SaveAsync([.. Enumerable.Range(1, 60).Select(hour => Record(ada, Now.AddHours(-hour)))]);
        Assert.Equal(50, Rows(await visitor.OpenAsync(Url)).Count);

        await InScopeAsync(db => db.Set<LogInRecord>().Where(row => row.Method == LoginMethod.Password)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Time, Now.AddDays(-90).AddSeconds(-1)), Cancel));

        Assert.Equal(
            ["Sign-up Another program unknown address 15 Jun 2035, 12:00 UTC just now"], Rows(await visitor.OpenAsync(Url)));
    }

    [Fact]
    public async Task What_is_older_than_ninety_days_is_deleted_within_an_hour()
    {
        await SignUpAsync(CreateVisitor(), "ada");
        var ada = (await FindUserAsync("ada"))!.Id;
        await SaveAsync([.. Enumerable.Range(0, 1500).Select(_ => Record(ada, Now.AddDays(-90))), Record(ada, Now.AddDays(-89))]);

        await Eventually.IsTrueAsync(async () =>
        {
            Clock.Advance(TimeSpan.FromMinutes(10));
            return await InScopeAsync(db => db.Set<LogInRecord>().CountAsync(Cancel)) == 2;
        });
    }

    [Fact]
    public async Task A_huge_name_of_a_browser_is_cut_between_letters()
    {
        await SignUpAsync(CreateVisitor(), "ada");
        var visitor = CreateVisitor();
        visitor.Http.DefaultRequestHeaders.TryAddWithoutValidation(
            "User-Agent", "x" + string.Concat(Enumerable.Repeat("<b>", 10_000)));
        await LogInAsync(visitor, "ada");

        Assert.Equal(400, (await InScopeAsync(db => db.Set<LogInRecord>()
            .SingleAsync(row => row.Method == LoginMethod.Password, Cancel))).UserAgent!.Length);
        Assert.Contains(
            "Password Another program", Rows(await visitor.OpenAsync(Url))[0], StringComparison.Ordinal);
        var hats = new LogInRecord
        {
            UserId = Guid.Empty,
            Time = Now,
            Method = LoginMethod.Password,
            Succeeded = true,
            UserAgent = "x" + string.Concat(Enumerable.Repeat("🎩", 400)),
        };
        await SaveAsync(hats);
        Assert.Equal(399, hats.UserAgent!.Length);
    }

    [Fact]
    public async Task Who_cannot_be_written_down_logs_in_all_the_same()
    {
        await SignUpAsync(CreateVisitor(), "ada");
        await InScopeAsync(async db => await db.Database.ExecuteSqlAsync($"""DROP TABLE "LogIns" """, Cancel));
        var visitor = CreateVisitor();

        Assert.Equal(HttpStatusCode.OK, (await LogInAsync(visitor, "ada", "not the password")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await LogInAsync(visitor, "ada")).StatusCode);

        Assert.Equal("ada", await LoggedInAsAsync(visitor));
        Assert.Equal(0, (await FindUserAsync("ada"))!.AccessFailedCount);
    }

    [Fact]
    public async Task A_deleted_user_takes_the_log_ins_along()
    {
        await SignUpAsync(CreateVisitor(), "ada");
        await SignUpAsync(CreateVisitor(), "bob");
        await using var scope = Site.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        using (Site.Services.GetRequiredService<ISignalHub>().On(AccountSignals.UserDeleted)
                   .Call(_ => throw new InvalidOperationException("No.")))
            await Assert.ThrowsAsync<InvalidOperationException>(
                async () => await users.DeleteAsync((await users.FindByNameAsync("ada"))!));
        Assert.Equal(2, await InScopeAsync(db => db.Set<LogInRecord>().CountAsync(Cancel)));

        await using var second = Site.Services.CreateAsyncScope();
        users = second.ServiceProvider.GetRequiredService<UserManager<User>>();
        await users.DeleteAsync((await users.FindByNameAsync("ada"))!);

        var bob = (await FindUserAsync("bob"))!.Id;
        Assert.Equal(bob, (await InScopeAsync(db => db.Set<LogInRecord>().SingleAsync(Cancel))).UserId);
    }

    [Fact]
    public async Task Staff_with_the_permission_look_at_them_and_nobody_changes_them()
    {
        await SignUpAsync(CreateVisitor(), "ada");
        var staff = await Site.CreateSignedInVisitorAsync("grace", isStaff: true, permissions: "accounts.view_login");
        var list = await staff.OpenAsync("/admin/accounts/login/");
        Assert.Contains("Direct", list.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var id = await InScopeAsync(db => db.Set<LogInRecord>().Select(row => row.Id).SingleAsync(Cancel));

        var boss = await Site.CreateSignedInVisitorAsync("boss", isStaff: true, isSuperuser: true);
        var page = await boss.OpenAsync($"/admin/accounts/login/{id}/change/");
        Assert.Empty(page.QuerySelectorAll("main form input:not([type=hidden]), main form textarea, main form select"));
        Assert.Equal(HttpStatusCode.Forbidden, (await boss.GetAsync("/admin/accounts/login/add/")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await boss.GetAsync($"/admin/accounts/login/{id}/delete/")).StatusCode);
    }

    private static List<string> Rows(IDocument page) => [.. page.QuerySelectorAll(".log-ins li")
        .Select(row => string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];

    private static LogInRecord Record(Guid user, DateTimeOffset time) =>
        new() { UserId = user, Time = time, Method = LoginMethod.Password, Succeeded = true };
}

public sealed class LogInListTestsOnSqlite() : LogInListTests(DatabaseServer.Sqlite);

public sealed class LogInListTestsOnPostgreSql() : LogInListTests(DatabaseServer.PostgreSql);
