namespace MySite.Tests.Signals;

public sealed class ConcurrencyTests
{
    private const int Rounds = 2000;

    [Fact]
    public async Task Sending_goes_on_undisturbed_while_others_connect_and_disconnect()
    {
        await using var test = new TestHub();
        var heard = 0;
        test.OnPing().Call(_ => Interlocked.Increment(ref heard));
        using var start = new Barrier(4);

        await Task.WhenAll(
            RepeatAsync(start, () => test.OnPing().Call(new Stranger().Receive).Dispose()),
            RepeatAsync(start, () => test.OnPing().WithPriority(1).Call(new Stranger().Receive).Dispose()),
            RepeatAsync(start, () => test.SendAsync().AsTask().GetAwaiter().GetResult()),
            RepeatAsync(start, () => test.SendRobustAsync().AsTask().GetAwaiter().GetResult()));

        Assert.Equal(2 * Rounds, heard);
        Assert.Single(test.Hub.Connections);
    }

    [Fact]
    public async Task No_connection_is_lost_when_many_threads_connect_at_once()
    {
        await using var test = new TestHub();
        var heard = 0;
        using var start = new Barrier(4);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            start.SignalAndWait();
            for (var i = 0; i < 200; i++)
            {
                var stranger = new Stranger();
                test.OnPing().Call(ping => stranger.Receive(ping));
                test.OnPing().Call(ping =>
                {
                    stranger.Receive(ping);
                    Interlocked.Increment(ref heard);
                });
            }
        })));
        await test.SendAsync();

        Assert.Equal(1600, test.Hub.Connections.Count);
        Assert.Equal(800, heard);
    }

    [Fact]
    public async Task A_receiver_may_connect_from_another_thread_and_wait_for_it()
    {
        await using var test = new TestHub();
        test.OnPing().Call(_ => Task.Run(() => test.OnPing().Call(test.Note("new"))).GetAwaiter().GetResult());

        await test.SendAsync();

        Assert.Equal(2, test.Hub.Connections.Count);
    }

    private static Task RepeatAsync(Barrier start, Action act) => Task.Run(() =>
    {
        start.SignalAndWait();
        for (var i = 0; i < Rounds; i++)
            act();
    });

    private sealed class Stranger
    {
        public int Heard { get; private set; }

        public void Receive(Ping ping) => Heard += ping.Number + 1;
    }
}
