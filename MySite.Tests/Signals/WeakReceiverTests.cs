using System.Runtime.CompilerServices;

namespace MySite.Tests.Signals;

public sealed class WeakReceiverTests
{
    [Fact]
    public async Task T08_A_weakly_connected_object_that_was_collected_is_not_called_and_its_connection_is_gone()
    {
        await using var test = new TestHub();
        ConnectTemporary(test);

        Collect();
        await test.SendAsync();

        Assert.Empty(test.Calls);
        Assert.Empty(test.Hub.Connections);
        Assert.True((await test.SendRobustAsync()).IsOk);
    }

    [Fact]
    public async Task T42_A_weak_connection_does_not_keep_its_object_alive_and_a_strong_one_does()
    {
        await using var test = new TestHub();
        var weak = ConnectTemporary(test);
        var strong = ConnectTemporary(test, weakly: false);

        Collect();

        Assert.False(weak.IsAlive);
        Assert.True(strong.IsAlive);
    }

    [Fact]
    public async Task A_weakly_connected_object_that_lives_is_called_however_often_memory_is_collected()
    {
        await using var test = new TestHub();
        var listener = new Listener(test.Calls);
        test.OnPing().Weakly().Call(listener.Hear);

        Collect();
        await test.SendAsync();

        Assert.Equal(["heard 0"], test.Calls);
        Assert.True(Assert.Single(test.Hub.Connections).Weak);
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task One_method_of_one_object_is_one_weak_connection()
    {
        await using var test = new TestHub();
        var (one, two) = (new Listener(test.Calls), new Listener(test.Calls));
        test.OnPing().Weakly().Call(one.Hear);
        test.OnPing().Weakly().Call(one.Hear);
        test.OnPing().Weakly().Call(two.Hear);

        await test.SendAsync();

        Assert.Equal(["heard 0", "heard 0"], test.Calls);
        GC.KeepAlive((one, two));
    }

    [Fact]
    public async Task What_nothing_else_would_keep_alive_is_refused()
    {
        await using var test = new TestHub();

        var error = Assert.Throws<InvalidOperationException>(() => test.OnPing().Weakly().Call(_ => test.Calls.Add("x")));
        Assert.Contains("without Weakly", error.Message);
        Assert.Throws<InvalidOperationException>(() => test.OnPing().Weakly().Call(Static));
        Assert.Throws<InvalidOperationException>(() => test.OnPing().Weakly().Call<NoteName>());
        Assert.Empty(test.Hub.Connections);
    }

    private static void Static(Ping ping) => Assert.NotNull(ping);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference ConnectTemporary(TestHub test, bool weakly = true)
    {
        var listener = new Listener(test.Calls);
        if (weakly)
            test.OnPing().Weakly().Call(listener.Hear);
        else
            test.OnPing().Call(listener.Hear);
        return new WeakReference(listener);
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private sealed class Listener(CallList calls)
    {
        public void Hear(Ping ping) => calls.Add($"heard {ping.Number}");
    }
}
