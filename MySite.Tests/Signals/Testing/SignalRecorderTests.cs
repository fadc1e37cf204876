using MySite.Signals;
using MySite.Signals.Testing;

namespace MySite.Tests.Signals.Testing;

public sealed class SignalRecorderTests
{
    private static readonly Signal<Ping> Pong = new("pong");

    [Fact]
    public async Task It_returns_the_payload_of_a_signal_that_came_exactly_once()
    {
        await using var test = new TestHub();
        using var recorder = new SignalRecorder(test.Hub).Record(TestHub.Ping);

        await test.SendAsync(TestHub.Ping, 7);

        Assert.Equal(7, recorder.Once(TestHub.Ping).Number);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Any_other_number_is_an_error_that_lists_what_came(int sends)
    {
        await using var test = new TestHub();
        using var recorder = new SignalRecorder(test.Hub).Record(TestHub.Ping).Record(Pong);
        await test.SendAsync(Pong, 5);
        for (var i = 0; i < sends; i++)
            await test.SendAsync();

        var error = Assert.Throws<SignalRecorderException>(() => recorder.Once(TestHub.Ping));

        Assert.Contains($"came {sends} times", error.Message);
        Assert.Contains("pong: Ping { Number = 5 }", error.Message);
        recorder.Times(TestHub.Ping, sends);
        Assert.Throws<SignalRecorderException>(() => recorder.Times(TestHub.Ping, 1));
    }

    [Fact]
    public async Task A_signal_among_others_of_its_kind_can_be_chosen()
    {
        await using var test = new TestHub();
        using var recorder = new SignalRecorder(test.Hub).Record(TestHub.Ping);
        await test.SendAsync(TestHub.Ping, 1);
        await test.SendAsync(TestHub.Ping, 2);

        Assert.Equal(2, recorder.Once(TestHub.Ping, ping => ping.Number == 2).Number);
        var error = Assert.Throws<SignalRecorderException>(() => recorder.Once(TestHub.Ping, ping => ping.Number == 3));
        Assert.Contains("where ping => ping.Number == 3", error.Message);
    }

    [Fact]
    public async Task Never_is_an_error_if_it_came_and_if_nobody_listened()
    {
        await using var test = new TestHub();
        using var recorder = new SignalRecorder(test.Hub).Record(TestHub.Ping);

        recorder.Never(TestHub.Ping);
        await test.SendAsync();

        Assert.Throws<SignalRecorderException>(() => recorder.Never(TestHub.Ping));
        var error = Assert.Throws<InvalidOperationException>(() => recorder.Never(Pong));
        Assert.Contains("Record(pong)", error.Message);
    }

    [Fact]
    public async Task Signals_come_in_the_order_of_their_sends_and_no_failing_receiver_hides_them()
    {
        await using var test = new TestHub();
        test.OnPing().Call((ping, token) => test.Hub.SendAsync(Pong, ping, cancellationToken: token));
        test.Hub.On(Pong).Call(test.Fail("pong"));
        using var recorder = new SignalRecorder(test.Hub).Record(Pong).Record(TestHub.Ping);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await test.SendAsync());

        Assert.Equal(["ping", "pong"], recorder.Names);
    }

    [Fact]
    public async Task It_can_wait_for_a_signal_that_is_yet_to_come()
    {
        await using var test = new TestHub();
        using var recorder = new SignalRecorder(test.Hub).Record(TestHub.Ping).Record(Pong);

        var waiting = recorder.OnceAsync(TestHub.Ping, TestContext.Current.CancellationToken);
        await test.SendAsync(Pong);
        Assert.False(waiting.IsCompleted);
        await test.SendAsync(TestHub.Ping, 3);

        Assert.Equal(3, (await waiting).Number);
    }

    [Fact]
    public async Task In_one_flow_it_does_not_hear_another()
    {
        await using var test = new TestHub();
        var recording = new TaskCompletionSource();
        var other = Task.Run(
            async () =>
            {
                await recording.Task;
                await test.SendAsync(TestHub.Ping, 1);
            },
            TestContext.Current.CancellationToken);
        using var recorder = SignalRecorder.InThisFlow(test.Hub).Record(TestHub.Ping);
        recording.SetResult();
        await other;

        await test.SendAsync(TestHub.Ping, 2);

        Assert.Equal(2, recorder.Once(TestHub.Ping).Number);
    }

    [Fact]
    public async Task Disposed_it_hears_no_more_and_keeps_what_it_heard()
    {
        await using var test = new TestHub();
        var recorder = new SignalRecorder(test.Hub).Record(TestHub.Ping);
        await test.SendAsync();
        recorder.Dispose();

        await test.SendAsync();

        recorder.Once(TestHub.Ping);
        Assert.Empty(test.Hub.Connections);
        recorder.Clear();
        Assert.Empty(recorder.All);
    }
}
