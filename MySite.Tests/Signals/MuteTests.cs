using MySite.Signals;

namespace MySite.Tests.Signals;

public sealed class MuteTests
{
    private static readonly Signal<Ping> Pong = new("pong");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task In_a_muted_flow_nobody_is_called(bool robust)
    {
        await using var test = new TestHub();
        test.OnPing().Call(test.Note("plain"));
        test.OnPing().Call<NoteName>();
        test.OnPing().AfterCommit(test.NoteLater("after the commit"));

        using (test.Hub.Mute())
            if (robust)
                Assert.Empty((await test.SendRobustAsync()).Receivers);
            else
                await test.SendAsync();
        Assert.Empty(test.Calls);

        await test.SendAsync();
        Assert.Equal(3, test.Calls.Count());
    }

    [Fact]
    public async Task One_signal_can_be_muted()
    {
        await using var test = PingAndPong();

        using (test.Hub.Mute(TestHub.Ping))
            await SendBothAsync(test);

        Assert.Equal(["pong"], test.Calls);
    }

    [Fact]
    public async Task Only_one_signal_can_be_let_through()
    {
        await using var test = PingAndPong();

        using (test.Hub.Only(TestHub.Ping))
            await SendBothAsync(test);

        Assert.Equal(["ping"], test.Calls);
    }

    [Fact]
    public async Task One_receiver_can_be_muted_and_only_one_can_be_let_through()
    {
        await using var test = new TestHub();
        test.OnPing().Call(test.Note("other"));
        test.OnPing().Call<NoteName>();

        using (test.Hub.Mute<NoteName>())
            await test.SendAsync();
        Assert.Equal(["other"], test.Calls);

        using (test.Hub.Only<NoteName>())
            await test.SendAsync();
        Assert.Equal(["other", nameof(NoteName)], test.Calls);
    }

    [Fact]
    public async Task Connections_can_be_muted_by_what_they_are()
    {
        await using var test = new TestHub();
        test.OnPing().Call(test.Note("inline"));
        test.OnPing().AfterCommit(test.NoteLater("after the commit"));

        using (test.Hub.Mute(connection => connection.Phase == ConnectionPhase.Inline))
            await test.SendAsync();
        Assert.Equal(["after the commit"], test.Calls);

        using (test.Hub.Only(connection => connection.Phase == ConnectionPhase.Inline))
            await test.SendAsync();
        Assert.Equal(["after the commit", "inline"], test.Calls);
    }

    [Fact]
    public async Task Scopes_nest_and_each_takes_away()
    {
        await using var test = PingAndPong();

        using (test.Hub.Mute(TestHub.Ping))
        {
            using (test.Hub.Only(TestHub.Ping))
                await SendBothAsync(test);
            Assert.Empty(test.Calls);
            await SendBothAsync(test);
        }

        Assert.Equal(["pong"], test.Calls);
    }

    [Fact]
    public async Task A_scope_holds_for_what_the_flow_starts_on_other_threads()
    {
        await using var test = PingAndPong();

        using (test.Hub.Mute())
            await Task.Run(async () => await SendBothAsync(test), TestContext.Current.CancellationToken);

        Assert.Empty(test.Calls);
    }

    [Fact]
    public async Task Another_flow_hears_everything_meanwhile()
    {
        await using var test = PingAndPong();
        var other = new TaskCompletionSource();
        var muted = new TaskCompletionSource();
        var sending = Task.Run(
            async () =>
            {
                await muted.Task;
                await SendBothAsync(test);
                other.SetResult();
            },
            TestContext.Current.CancellationToken);

        using (test.Hub.Mute())
        {
            muted.SetResult();
            await other.Task;
        }

        await sending;
        Assert.Equal(["ping", "pong"], test.Calls);
    }

    [Fact]
    public async Task A_flow_that_outlives_the_scope_hears_again()
    {
        await using var test = PingAndPong();
        var ended = new TaskCompletionSource();
        Task sending;
        using (test.Hub.Mute())
            sending = Task.Run(
                async () =>
                {
                    await ended.Task;
                    await SendBothAsync(test);
                },
                TestContext.Current.CancellationToken);
        ended.SetResult();

        await sending;

        Assert.Equal(["ping", "pong"], test.Calls);
    }

    [Fact]
    public async Task Scopes_that_end_out_of_order_end_each_for_itself()
    {
        await using var test = PingAndPong();
        var outer = test.Hub.Mute(TestHub.Ping);
        var inner = test.Hub.Mute(Pong);

        outer.Dispose();
        await SendBothAsync(test);
        Assert.Equal(["ping"], test.Calls);

        inner.Dispose();
        inner.Dispose();
        await SendBothAsync(test);
        Assert.Equal(["ping", "ping", "pong"], test.Calls);
    }

    [Fact]
    public async Task Another_hub_is_not_muted()
    {
        await using var one = PingAndPong();
        await using var other = PingAndPong();

        using (one.Hub.Mute())
            await SendBothAsync(other);

        Assert.Equal(["ping", "pong"], other.Calls);
    }

    private static TestHub PingAndPong()
    {
        var test = new TestHub();
        test.OnPing().Call(test.Note("ping"));
        test.Hub.On(Pong).Call(test.Note("pong"));
        return test;
    }

    private static async Task SendBothAsync(TestHub test)
    {
        await test.SendAsync();
        await test.SendAsync(Pong);
    }
}
