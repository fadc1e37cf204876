using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;

namespace MySite.Tests.Signals;

/// <summary>Cases of Django's dispatcher that no test on one subject shows as a whole.</summary>
public sealed class DispatchTests
{
    private static readonly Signal<Ping> Pong = new("pong");
    private static readonly Signal<Ping> Pang = new("pang");

    [Fact]
    public async Task T02_Something_that_cannot_be_called_is_refused_and_nothing_is_connected()
    {
        await using var test = new TestHub();

        Assert.Throws<ArgumentNullException>(() => test.OnPing().Call((Action<Ping>)null!));
        Assert.Throws<ArgumentNullException>(() => test.OnPing().AfterCommit(null!));

        Assert.Empty(test.Hub.Connections);
    }

    [Fact]
    public async Task T03_A_receiver_of_a_sender_is_called_has_one_result_and_leaves_nothing_behind()
    {
        await using var test = new TestHub();
        var connection = test.OnPing().From(typeof(Ping)).Call(test.Note("called"));

        var result = await test.SendRobustAsync(typeof(Ping));

        Assert.True(Assert.Single(result.Receivers).IsOk);
        Assert.Equal(["called"], test.Calls);
        connection.Dispose();
        Assert.Empty(test.Hub.Connections);
    }

    [Fact]
    public async Task T07_A_sender_may_be_any_object_also_a_boxed_value()
    {
        await using var test = new TestHub();
        object sender = 42;
        var connection = test.OnPing().From(sender).Call(test.Note("called"));

        await test.SendAsync(sender);
        connection.Dispose();
        await test.SendAsync(sender);

        Assert.Equal(["called"], test.Calls);
    }

    [Fact]
    public async Task T10_A_send_does_not_keep_its_sender_alive()
    {
        await using var test = new TestHub();
        test.OnPing().Call(test.Note("called"));
        test.OnPing().From("another").Call(test.Note("another"));

        var sender = await SendFromTemporaryAsync(test);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(sender.IsAlive);
    }

    [Fact]
    public async Task T15_A_robust_send_reaches_receivers_of_any_sender()
    {
        await using var test = new TestHub();
        test.OnPing().Call(test.Note("any"));

        Assert.Single((await test.SendRobustAsync("somebody")).Receivers);
    }

    [Fact]
    public async Task T17_One_disconnected_one_collected_and_one_more_disconnected_leave_nothing()
    {
        await using var test = new TestHub();
        var first = test.OnPing().Call(test.Note("first"));
        ConnectTemporary(test);
        var third = test.OnPing().Call(test.Note("third"));

        first.Dispose();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        third.Dispose();

        Assert.Empty(test.Hub.Connections);
        await test.SendAsync();
        Assert.Empty(test.Calls);
    }

    [Fact]
    public async Task T20_T21_One_registration_wires_a_receiver_to_three_signals()
    {
        await using var test = new TestHub(services => services.AddReceivers(hub =>
        {
            hub.On(TestHub.Ping).Call<NoteName>();
            hub.On(Pong).Call<NoteName>();
            hub.On(Pang).Call<NoteName>();
        }));

        foreach (var signal in new[] { TestHub.Ping, Pong, Pang })
            await test.SendAsync(signal);

        Assert.Equal(3, test.Calls.Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task T22_T23_Receivers_that_await_and_that_do_not_keep_the_order_of_their_connection(bool awaitsFirst)
    {
        await using var test = new TestHub();
        if (awaitsFirst)
            test.OnPing().Call(test.NoteLater("awaits"));
        test.OnPing().Call(test.Note("does not"));
        if (!awaitsFirst)
            test.OnPing().Call(test.NoteLater("awaits"));

        var result = await test.SendRobustAsync();

        string[] order = awaitsFirst ? ["awaits", "does not"] : ["does not", "awaits"];
        Assert.Equal(order, test.Calls);
        Assert.Equal([true, true], result.Receivers.Select(receiver => receiver.IsOk));
    }

    [Fact]
    public async Task T24_T25_A_failing_receiver_that_awaits_has_its_error_at_its_place()
    {
        await using var test = new TestHub();
        test.OnPing().Call(test.FailLater("failing"));
        test.OnPing().Call(test.NoteLater("good"));
        test.OnPing().Call(test.Note("plain"));

        var result = await test.SendRobustAsync();

        Assert.Equal(["failing", "good", "plain"], test.Calls);
        Assert.Equal(["failing", null, null], result.Receivers.Select(receiver => receiver.Error?.Message));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task T26_T27_Receivers_that_all_await_run_in_order(bool robust)
    {
        await using var test = new TestHub();
        test.OnPing().Call(test.NoteLater("first"));
        test.OnPing().Call(test.NoteLater("second"));

        if (robust)
            Assert.True((await test.SendRobustAsync()).IsOk);
        else
            await test.SendAsync();

        Assert.Equal(["first", "second"], test.Calls);
    }

    [Fact]
    public async Task T35_An_object_made_to_be_called_is_a_receiver()
    {
        await using var test = new TestHub();
        test.OnPing().Call(new NoteName(test.Calls).ReceiveAsync);

        await test.SendAsync();

        Assert.Equal([nameof(NoteName)], test.Calls);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> SendFromTemporaryAsync(TestHub test)
    {
        var sender = new object();
        await test.SendAsync(sender);
        await test.SendRobustAsync(sender);
        return new WeakReference(sender);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ConnectTemporary(TestHub test) =>
        test.OnPing().Weakly().Call(new Temporary(test.Calls).Hear);

    private sealed class Temporary(CallList calls)
    {
        public void Hear(Ping ping) => calls.Add($"temporary {ping.Number}");
    }
}
