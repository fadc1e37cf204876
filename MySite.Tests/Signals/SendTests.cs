using MySite.Signals;

namespace MySite.Tests.Signals;

public sealed class SendTests
{
    private static readonly Signal<int> Counted = new("counted");

    [Fact]
    public async Task T04_A_send_that_nobody_hears_does_nothing()
    {
        await using var test = new TestHub();

        var send = test.SendAsync();

        Assert.True(send.IsCompletedSuccessfully);
        await send;
        Assert.Empty(test.Log.Entries);
    }

    [Fact]
    public async Task A_receiver_is_given_the_payload_and_the_senders_token()
    {
        await using var test = new TestHub();
        using var source = new CancellationTokenSource();
        (Ping? Payload, CancellationToken Token) given = default;
        test.OnPing().Call((payload, token) =>
        {
            given = (payload, token);
            return default;
        });
        var ping = new Ping(7);

        await test.Hub.SendAsync(TestHub.Ping, ping, cancellationToken: source.Token);

        Assert.Same(ping, given.Payload);
        Assert.Equal(source.Token, given.Token);
    }

    [Fact]
    public async Task A_payload_may_be_a_value()
    {
        await using var test = new TestHub();
        var sum = 0;
        test.Hub.On(Counted).Call(number => sum += number);

        await test.Hub.SendAsync(Counted, 3, cancellationToken: TestContext.Current.CancellationToken);
        await test.Hub.SendAsync(Counted, 4, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(7, sum);
    }

    [Fact]
    public async Task Only_receivers_of_the_sent_signal_are_called()
    {
        await using var test = new TestHub();
        test.Hub.On(Counted).Call(_ => test.Calls.Add("counted"));
        test.OnPing().Call(test.Note("ping"));

        await test.SendAsync();

        Assert.Equal(["ping"], test.Calls);
    }

    [Fact]
    public async Task A_send_ends_after_its_last_receiver()
    {
        await using var test = new TestHub();
        var gate = new TaskCompletionSource();
        test.OnPing().Call((_, _) => new ValueTask(gate.Task));
        test.OnPing().Call(test.Note("last"));

        var send = test.SendAsync();
        Assert.False(send.IsCompleted);
        Assert.Empty(test.Calls);

        gate.SetResult();
        await send;
        Assert.Equal(["last"], test.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_first_error_reaches_the_sender_and_later_receivers_do_not_run(bool later)
    {
        await using var test = new TestHub();
        test.OnPing().Call(test.Note("before"));
        if (later)
            test.OnPing().Call(test.FailLater("bad"));
        else
            test.OnPing().Call(test.Fail("bad"));
        test.OnPing().Call(test.Note("after"));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await test.SendAsync());

        Assert.Equal("bad", error.Message);
        Assert.Equal(["before", "bad"], test.Calls);
    }

    [Fact]
    public async Task An_error_behind_a_receiver_that_awaits_reaches_the_sender_too()
    {
        await using var test = new TestHub();
        test.OnPing().Call(test.NoteLater("before"));
        test.OnPing().Call(test.Fail("bad"));
        test.OnPing().Call(test.Note("after"));

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await test.SendAsync());

        Assert.Equal(["before", "bad"], test.Calls);
    }

    [Fact]
    public async Task A_receiver_may_send_the_same_signal()
    {
        await using var test = new TestHub();
        test.OnPing().Call(async (ping, token) =>
        {
            test.Calls.Add($"{ping.Number}");
            if (ping.Number > 0)
                await test.Hub.SendAsync(TestHub.Ping, new Ping(ping.Number - 1), cancellationToken: token);
        });

        await test.Hub.SendAsync(TestHub.Ping, new Ping(3), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["3", "2", "1", "0"], test.Calls);
    }

    [Fact]
    public async Task Two_hosts_in_one_process_do_not_hear_each_other()
    {
        await using var one = new TestHub();
        await using var other = new TestHub();
        other.OnPing().Call(other.Note("other"));

        await one.SendAsync();

        Assert.Empty(other.Calls);
        Assert.False(one.Hub.HasReceivers(TestHub.Ping));
    }
}
