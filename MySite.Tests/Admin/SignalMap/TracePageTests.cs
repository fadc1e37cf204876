using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using MySite.Admin.SignalMap;
using MySite.Data;
using MySite.Signals;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.SignalMap;

public sealed class TracePageTests : SignalSite
{
    [Fact]
    public async Task A_request_is_listed_with_how_it_ended_and_opens_as_a_tree()
    {
        var visitor = await SuperuserAsync();
        await SignUpAsync(CreateVisitor());

        var list = await visitor.OpenAsync("/admin/signals/traces/");
        var row = list.QuerySelectorAll(".traces tbody tr").Single(each => Text(each).Contains("POST /accounts/signup/"));
        Assert.Equal(("request", "302"), (Text(row.QuerySelector(".chip")), Text(row.Children[2])));
        var page = await visitor.OpenAsync(row.QuerySelector("a")!.GetAttribute("href")!);

        Assert.Equal(
            [
                "request_started", "pre_save · User", "post_save · User", "user_created · User", "user_logged_in · User",
                "request_finished",
            ],
            Texts(page, "main .card > .trace > li > a"));
        var created = page.QuerySelectorAll("main .card > .trace > li")[3];
        Assert.Equal(
            ["CreateProfile", "SendWelcomeMail", "NotifyStaff", "DrawAvatar", "AccountLog"],
            created.QuerySelectorAll("li").Select(li => Text(li).Split(" ms ")[1].Split(' ')[0]));
        Assert.DoesNotContain("correct horse", page.Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.org", page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_files_of_a_page_have_no_traces()
    {
        var visitor = await SuperuserAsync();
        await visitor.OpenAsync("/polls/");
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/site.css")).StatusCode);

        var list = await visitor.OpenAsync("/admin/signals/traces/");

        Assert.Contains("GET /polls/", Texts(list, ".traces a"));
        Assert.DoesNotContain("GET /site.css", Texts(list, ".traces a"));
    }

    [Fact]
    public async Task Failed_and_skipped_receivers_say_why_and_a_failure_is_marked_in_the_list()
    {
        var visitor = await SuperuserAsync();
        await SendAsync(Shaken, 1, "calm");
        await SendAsync(Shaken, 9, "storm");
        await SendAsync(Lonely, 9, "alone");

        Assert.Equal(["skipped: force => force > 5"], await ChipsAsync(visitor, "calm"));
        Assert.Equal(["failed: TimeoutException"], await ChipsAsync(visitor, "storm"));
        Assert.Equal(["nobody listens"], await ChipsAsync(visitor, "alone"));
        var list = await visitor.OpenAsync("/admin/signals/traces/?kind=job");
        Assert.Equal(["alone", "storm", "calm"], Texts(list, ".traces a"));
        Assert.Equal(["storm"], Texts(list, ".traces tr.failed a"));
        Assert.Equal(["storm"], Texts(await visitor.OpenAsync("/admin/signals/traces/?failed=true"), ".traces a"));
        Assert.Empty((await visitor.OpenAsync("/admin/signals/traces/?kind=%3Cb%3E&p=-7")).QuerySelectorAll(".traces a"));
    }

    [Fact]
    public async Task What_waited_for_a_transaction_that_ended_the_other_way_was_not_run()
    {
        var visitor = await SuperuserAsync();
        Site.Services.GetRequiredService<ISignalHub>().On(Lonely).WithKey("later").AfterCommit((_, _) => default);

        await InTransactionAsync("kept", commits: true);
        await InTransactionAsync("undone", commits: false);

        Assert.Empty(await ChipsAsync(visitor, "kept"));
        Assert.Equal(["not run: rolled back"], await ChipsAsync(visitor, "undone"));
    }

    [Theory]
    [InlineData("pending", "pending")]
    [InlineData("leased", "running")]
    [InlineData("failed", "waiting for a retry after 2 attempts")]
    [InlineData("missed", "waiting for a retry after 3 misses")]
    [InlineData("done", "done after 112 ms")]
    [InlineData("dead", "dead after 2 attempts")]
    [InlineData("dead missed", "dead after 2 attempts and 3 misses")]
    [InlineData("gone", "no longer stored: rolled back, discarded or tidied up")]
    public void A_stored_delivery_is_told_as_it_is_now(string state, string told)
    {
        var row = state == "gone" ? null : new DeliveryRow
        {
            Id = Guid.CreateVersion7(Now),
            Signal = "s",
            Receiver = "r",
            Version = 1,
            Size = 2,
            CreatedAt = Now,
            DueAt = Now,
            Attempts = state is "failed" || state.StartsWith("dead", StringComparison.Ordinal) ? 2 : 0,
            Misses = state.EndsWith("missed", StringComparison.Ordinal) ? 3 : 0,
            LeasedUntil = state is "leased" ? Now.AddMinutes(1) : state is "failed" ? Now : null,
            DoneAt = state is "done" ? Now.AddMilliseconds(112) : null,
            DeadAt = state.StartsWith("dead", StringComparison.Ordinal) ? Now : null,
            Error = null,
        };

        Assert.Equal(told, DeliveryWord.Of(row, Now).Text);
    }

    [Fact]
    public async Task Stored_deliveries_lead_to_their_attempts_and_back()
    {
        var visitor = await SuperuserAsync();
        await SignUpAsync(CreateVisitor());
        await Eventually.IsTrueAsync(async () =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            return (await ChipsAsync(visitor, "POST /accounts/signup/")).Count(
                chip => chip.StartsWith("done after", StringComparison.Ordinal)) == 2;
        });

        var page = await OpenAsync(visitor, "POST /accounts/signup/");
        var attempt = await visitor.OpenAsync(page.QuerySelector(".trace li li a")!.GetAttribute("href")!);

        Assert.Equal("user_created to SendWelcomeMail", Text(attempt.QuerySelector("h1")));
        Assert.Equal("done", Text(attempt.QuerySelector(".titlebar .chip")));
        Assert.Equal("POST /accounts/signup/", Text((await visitor.OpenAsync(Link(attempt, "POST /accounts/signup/")))
            .QuerySelector("h1")));
    }

    [Fact]
    public async Task A_delivery_that_fails_is_a_failed_trace()
    {
        var visitor = await SuperuserAsync();
        Site.Services.GetRequiredService<ISignalHub>().On(Heavy).Durably<WeakBack>();

        await InTransactionAsync("lift", commits: true, Heavy, new Load(3));
        await Eventually.IsTrueAsync(async () => Texts(
            await visitor.OpenAsync("/admin/signals/traces/?kind=delivery&failed=true"), ".traces a").Length > 0);

        var list = await visitor.OpenAsync("/admin/signals/traces/?kind=delivery&failed=true");
        Assert.Equal("TimeoutException", Text(list.QuerySelector(".traces tbody tr")!.Children[2]));
        await Eventually.IsTrueAsync(async () =>
            (await ChipsAsync(visitor, "lift")) is ["waiting for a retry after 1 attempt"]);
    }

    [Fact]
    public async Task Many_traces_are_paged()
    {
        var visitor = await SuperuserAsync();
        for (var i = 1; i <= 120; i++)
            await SendAsync(Shaken, 1, $"job {i}");

        var first = await visitor.OpenAsync("/admin/signals/traces/?kind=job");
        var second = await visitor.OpenAsync(Link(first, "2"));

        Assert.Equal((100, 20), (Texts(first, ".traces a").Length, Texts(second, ".traces a").Length));
        Assert.Equal("job 1", Texts(second, ".traces a")[^1]);
    }

    private static readonly Signal<Load> Heavy = new(
        "heavy", (JsonTypeInfo<Load>)JsonSerializerOptions.Default.GetTypeInfo(typeof(Load)));

    private Task InTransactionAsync(string name, bool commits) => InTransactionAsync(name, commits, Lonely, 1);

    private async Task InTransactionAsync<T>(string name, bool commits, Signal<T> signal, T payload)
    {
        using var trace = Monitor.Begin("job", name, out _);
        await using var scope = Site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        await scope.ServiceProvider.GetRequiredService<ISignalSender>().SendAsync(signal, payload, cancellationToken: Cancel);
        if (commits)
            await transaction.CommitAsync(Cancel);
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> OpenAsync(Visitor visitor, string name)
    {
        var list = await visitor.OpenAsync("/admin/signals/traces/");
        return await visitor.OpenAsync(
            list.QuerySelectorAll(".traces a").First(link => Text(link) == name).GetAttribute("href")!);
    }

    private static async Task<string[]> ChipsAsync(Visitor visitor, string name) =>
        Texts(await OpenAsync(visitor, name), ".trace .chip");

    private sealed record Load(int Weight);

    private sealed class WeakBack : IReceiver<Load>
    {
        public ValueTask ReceiveAsync(Load payload, CancellationToken cancellationToken) =>
            throw new TimeoutException($"s3cret {payload.Weight}");
    }
}
