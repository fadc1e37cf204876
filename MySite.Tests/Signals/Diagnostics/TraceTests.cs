using Microsoft.Extensions.Time.Testing;
using MySite.Signals;
using MySite.Signals.Diagnostics;
using MySite.Signals.EntityFramework;

namespace MySite.Tests.Signals.Diagnostics;

public sealed class TraceTests
{
    private static readonly Signal<Ping> Inner = new("inner");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task What_receivers_send_in_turn_stands_below_them_with_times()
    {
        await using var test = Watched();
        test.OnPing().Call(Outer);
        test.OnPing().WithKey("second").Call(_ => _clock.Advance(TimeSpan.FromMilliseconds(5)));
        test.Hub.On(Inner).Call(NoteInner);

        await TraceAsync(test, async () =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(10));
            await test.SendAsync();
        });

        var trace = Assert.Single(test.Monitor().Traces);
        Assert.Equal(("request", "GET /"), (trace.Kind, trace.Name));
        Assert.Equal(TimeSpan.FromMilliseconds(17), trace.Duration);
        Assert.Equal(
            ["10 ping Done 7", "  10 Outer Done 2", "    11 inner Done 1", "      11 NoteInner Done 1", "  12 second Done 5"],
            Lines(trace));

        async ValueTask Outer(Ping ping, CancellationToken token)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
            await test.SendAsync(Inner);
        }

        void NoteInner(Ping ping) => _clock.Advance(TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task What_did_not_run_is_there_with_the_reason()
    {
        await using var test = Watched();
        test.OnPing().WithKey("condition").When(ping => ping.Number > 5).Call(test.Note("condition"));
        test.OnPing().WithKey("muted").Call(test.Note("muted"));
        test.OnPing().WithKey("bad").Call(test.Fail("bad"));
        test.OnPing().WithKey("elsewhere").From(typeof(string)).Call(test.Note("elsewhere"));

        await TraceAsync(test, async () =>
        {
            using var muted = test.Hub.Mute(connection => connection.Key == "muted");
            await test.SendRobustAsync();
            await test.SendAsync(Inner);
        });

        var (ping, inner) = (test.Monitor().Traces[0].Events[0], test.Monitor().Traces[0].Events[1]);
        Assert.Equal(
            [("condition", SignalOutcome.Skipped, "ping => ping.Number > 5"), ("muted", SignalOutcome.Skipped, "muted"),
                ("bad", SignalOutcome.Failed, nameof(InvalidOperationException))],
            ping.Events.Select(call => (call.Connection!.Key!, call.Outcome, call.Reason!)));
        Assert.Equal(SignalOutcome.Unheard, inner.Outcome);
    }

    [Fact]
    public async Task A_condition_is_asked_once_whoever_watches()
    {
        await using var test = Watched();
        var asked = 0;
        test.OnPing().When(_ => ++asked < 0).Call(test.Note("never"));

        await TraceAsync(test, async () => await test.SendRobustAsync());

        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Work_that_runs_side_by_side_stays_in_its_own_trace()
    {
        await using var test = Watched();
        test.OnPing().Call(async (_, _) => await Task.Yield());

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() =>
            TraceAsync(test, async () => await test.SendAsync(TestHub.Ping, i), $"{i}"))));

        Assert.Equal(20, test.Monitor().Traces.Count);
        Assert.All(test.Monitor().Traces, trace => Assert.Equal(
            [KeyValuePair.Create("Number", trace.Name)], Assert.Single(trace.Events).Facts));
    }

    [Fact]
    public async Task Only_so_many_traces_and_events_are_kept()
    {
        await using var test = Watched(options => (options.Traces, options.Events) = (2, 3));

        foreach (var name in (string[])["a", "b", "c"])
            await TraceAsync(test, async () =>
            {
                for (var i = 0; i < 5; i++)
                    await test.SendAsync();
            }, name);

        Assert.Equal(["c", "b"], test.Monitor().Traces.Select(trace => trace.Name));
        Assert.All(test.Monitor().Traces, trace => Assert.Equal((3, 2), (trace.Events.Count, trace.Dropped)));
    }

    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(200, 0.0)]
    public async Task Nothing_is_traced_where_nothing_is_kept_or_sampled_and_all_is_counted(int traces, double sample)
    {
        await using var test = Watched(options => (options.Traces, options.Sample) = (traces, sample));
        test.OnPing().Call(_ => { });

        await TraceAsync(test, async () => await test.SendAsync());

        Assert.Empty(test.Monitor().Traces);
        Assert.Equal(1, Assert.Single(test.Monitor().Signals).Sent);
    }

    [Fact]
    public async Task A_monitor_that_is_switched_off_sees_nothing()
    {
        await using var test = Watched(options => options.Enabled = false);
        test.OnPing().Call(test.Note("heard"));

        await TraceAsync(test, async () => await test.SendAsync());

        Assert.Equal(["heard"], test.Calls);
        Assert.Empty(test.Monitor().Traces);
        Assert.Empty(test.Monitor().Signals);
    }

    [Fact]
    public async Task A_trace_within_a_trace_is_one_of_its_own()
    {
        await using var test = Watched();

        await TraceAsync(test, async () =>
        {
            await TraceAsync(test, async () => await test.SendAsync(), "inside");
            await test.SendAsync(Inner);
        });

        Assert.Equal(
            [("inside", "ping"), ("GET /", "inner")],
            test.Monitor().Traces.Select(trace => (trace.Name, Assert.Single(trace.Events).Signal.Name)));
    }

    [Fact]
    public void Facts_are_keys_numbers_and_names_of_changed_properties_and_never_texts()
    {
        var key = Guid.CreateVersion7(_clock.GetUtcNow());
        var save = new PostSave<Account>(
            new Account(key, "s3cret"), Created: false, [new("PasswordHash", "old hash", "new hash"), new("Name", "a", "b")],
            UpdateFields: null, Context: null!);

        var facts = PayloadFacts<PostSave<Account>>.Instance;

        Assert.Equal(
            [new("Entity", $"{key}"), new("Created", "False"), new("Changes", "PasswordHash, Name")],
            facts.Describe(facts.Read(save)));
    }

    private static async Task TraceAsync(TestHub test, Func<Task> work, string name = "GET /")
    {
        using var ends = test.Monitor().Begin("request", name, out _);
        await work();
    }

    private static IEnumerable<string> Lines(SignalTraceNode node, string indent = "") => node.Events.SelectMany(one =>
        (string[])[
            $"{indent}{one.At.TotalMilliseconds} {one.Connection?.Key ?? Short(one.Connection) ?? one.Signal.Name} {one.Outcome} {
                one.Duration?.TotalMilliseconds}",
            .. Lines(one, $"{indent}  ")]);

    private static string? Short(SignalConnection? connection) => connection?.Receiver.Split('.')[^1];

    private TestHub Watched(Action<SignalMonitorOptions>? configure = null) => WatchedHub.Create(_clock, configure);

    public sealed record Account(Guid Id, string Name);
}
