using Microsoft.Extensions.DependencyInjection;
using MySite.Data;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Outbox;

/// <summary>What the pages and the gauge read, where a million deliveries are done.</summary>
public sealed class OutboxPlanTests() : OutboxSite(DatabaseServer.Sqlite)
{
    private const string Table = "OutboxMessages";
    private const string Due = "(DoneAt=? AND DeadAt=?)";

    private readonly QueryPlans _plans = new();

    protected override SiteFactory CreateSite(TestDatabase database) => base.CreateSite(database).With(services =>
        services.ConfigureDbContext<SqliteSiteDbContext>(options => options.AddInterceptors(_plans)));

    [Theory]
    [InlineData("?receiver=SendWelcomeMail", "(Receiver=?)")]
    [InlineData("?receiver=SendWelcomeMail&state=done", "(Receiver=?)")]
    [InlineData("?receiver=SendWelcomeMail&state=dead", "(DoneAt=? AND DeadAt>?)")]
    [InlineData("?receiver=SendWelcomeMail&state=retry", Due)]
    [InlineData("?state=done", "(DoneAt>?)")]
    [InlineData("?state=dead", "(DoneAt=? AND DeadAt>?)")]
    [InlineData("?state=pending", Due)]
    public async Task A_list_is_found_by_an_index(string query, string columns)
    {
        await AddDeadAsync("SendWelcomeMail");
        var viewer = await LogInAsync("vera", permissions: "outbox.view_delivery");
        _plans.Take(Table);

        await viewer.OpenAsync($"{Outbox}{query}");

        var plans = _plans.Take(Table);
        var list = Assert.Single(plans, plan => plan.Sql.Contains("\"Error\"", StringComparison.Ordinal));
        Assert.EndsWith(columns, list.Steps[0], StringComparison.Ordinal);
        Assert.All(plans, IsNoScan);
    }

    [Fact]
    public async Task The_counts_of_the_page_read_no_more_than_they_show_and_the_oldest_is_the_first_of_its_index()
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDbContext>();
        _plans.Take(Table);

        await MySite.Admin.Outbox.DeliveryCounts.LoadAsync(db, Now, Cancel);

        var plans = _plans.Take(Table);
        Assert.All(plans, IsNoScan);
        Assert.All(plans, plan => Assert.Contains("LIMIT", plan.Sql, StringComparison.Ordinal));
        Assert.EndsWith($"INDEX IX_OutboxMessages_DoneAt_DeadAt_CreatedAt {Due}", Assert.Single(plans[^1].Steps),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gauge_counts_none_that_are_done_and_no_more_than_it_asks_for()
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<IOutboxAdmin>();
        _plans.Take(Table);

        await outbox.CountAsync(10, Cancel);

        var plans = _plans.Take(Table);
        Assert.Equal(3, plans.Length);
        Assert.All(plans, IsNoScan);
        Assert.All(plans, plan => Assert.Contains("LIMIT", plan.Sql, StringComparison.Ordinal));
        Assert.All(plans, plan => Assert.Contains(
            plan.Steps, step => step.Contains("(DoneAt=? AND DeadAt", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_retried_of_one_receiver_is_not_looked_for_among_those_that_are_done()
    {
        await AddDeadAsync("SendWelcomeMail");
        var grace = await LogInAsync("grace", permissions: "outbox.change_delivery");
        var list = await grace.OpenAsync($"{Outbox}?receiver=SendWelcomeMail");
        _plans.Take(Table);

        await grace.SubmitAsync(
            (AngleSharp.Html.Dom.IHtmlFormElement)list.QuerySelector("main form[method=post]")!,
            ("action", "retry"), ("all", "1"), ("confirmed", "1"));

        var plans = _plans.Take(Table);
        Assert.NotEmpty(plans);
        Assert.All(plans, IsNoScan);
        Assert.DoesNotContain(plans, plan => plan.Steps[0].EndsWith("(Receiver=?)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_list_reads_a_payload_but_its_length()
    {
        var id = await AddDeadAsync("SendWelcomeMail");
        var grace = await LogInAsync("grace", permissions: "outbox.change_delivery");
        _plans.Take(Table);

        await grace.OpenAsync(Outbox);
        await grace.OpenAsync($"{Outbox}{id}/");
        await using var scope = Site.Services.CreateAsyncScope();
        Assert.Single(await scope.ServiceProvider.GetRequiredService<IOutboxAdmin>().ListAsync(10, Cancel));

        Assert.All(_plans.Take(Table), plan => Assert.DoesNotMatch(@"(?<!length\(\w+\.|length\(""\w+""\.)""Payload""", plan.Sql));
    }

    private static void IsNoScan((string Sql, string[] Steps) plan) => Assert.DoesNotContain(
        plan.Steps, step => step.StartsWith("SCAN ", StringComparison.Ordinal)
            && !step.Contains("(subquery", StringComparison.Ordinal) && step.Split(' ')[1] is not ['o', >= '0' and <= '9', ..]);
}
