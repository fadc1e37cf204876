using MySite.Signals;

namespace MySite.Tests.Signals;

public sealed class OrderTests
{
    [Fact]
    public async Task Receivers_run_in_the_order_of_their_connection_whether_they_await_or_not()
    {
        await using var test = new TestHub();
        test.OnPing().Call(test.Note("1"));
        test.OnPing().Call(test.NoteLater("2"));
        test.OnPing().Call(test.Note("3"));
        test.OnPing().Call(test.NoteLater("4"));

        await test.SendAsync();
        await test.SendRobustAsync();

        Assert.Equal(["1", "2", "3", "4", "1", "2", "3", "4"], test.Calls);
    }

    [Fact]
    public async Task Receivers_run_one_after_another()
    {
        await using var test = new TestHub();
        var running = 0;
        var most = 0;
        for (var i = 0; i < 5; i++)
            test.OnPing().WithKey($"{i}").Call(async (_, _) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref running));
                await Task.Yield();
                Interlocked.Decrement(ref running);
            });

        await test.SendAsync();

        Assert.Equal(1, most);
    }

    [Fact]
    public async Task A_higher_priority_runs_earlier_and_equal_ones_keep_their_order()
    {
        await using var test = new TestHub();
        test.OnPing().Call(test.Note("plain 1"));
        test.OnPing().WithPriority(-1).Call(test.Note("late 1"));
        test.OnPing().WithPriority(10).Call(test.Note("early 1"));
        test.OnPing().Call(test.Note("plain 2"));
        test.OnPing().WithPriority(10).Call(test.Note("early 2"));
        test.OnPing().WithPriority(-1).Call(test.Note("late 2"));

        await test.SendAsync();

        Assert.Equal(["early 1", "early 2", "plain 1", "plain 2", "late 1", "late 2"], test.Calls);
        Assert.Equal([10, 10, 0, 0, -1, -1], test.Hub.Connections.Select(connection => connection.Priority));
    }

    [Fact]
    public async Task Rooms_are_wired_in_the_order_in_which_they_were_added()
    {
        await using var test = new TestHub(services => services
            .AddReceivers(hub => hub.On(TestHub.Ping).WithKey("first").Call<NoteName>())
            .AddReceivers(hub => hub.On(TestHub.Ping).WithKey("second").Call<NoteName>()));

        Assert.Equal(["first", "second"], test.Hub.Connections.Select(connection => connection.Key));
    }
}
