namespace MySite.Tests.Signals;

public sealed class SnapshotTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_receiver_connected_during_a_send_hears_only_the_next_one(bool later)
    {
        await using var test = new TestHub();
        test.OnPing().Call(async (_, _) =>
        {
            if (later)
                await Task.Yield();
            test.OnPing().WithKey("new").Call(test.Note("new"));
            test.OnPing().WithKey("newer").WithPriority(1).Call(test.Note("newer"));
        });
        test.OnPing().Call(test.Note("old"));

        await test.SendAsync();
        Assert.Equal(["old"], test.Calls);

        await test.SendAsync();
        Assert.Equal(["old", "newer", "old", "new"], test.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_receiver_disconnected_during_a_send_still_hears_it(bool later)
    {
        await using var test = new TestHub();
        IDisposable? last = null;
        test.OnPing().Call(async (_, _) =>
        {
            if (later)
                await Task.Yield();
            last!.Dispose();
        });
        last = test.OnPing().Call(test.Note("last"));

        await test.SendRobustAsync();
        await test.SendAsync();

        Assert.Equal(["last"], test.Calls);
    }

    [Fact]
    public async Task T41_Two_receivers_that_disconnect_themselves_both_run_once()
    {
        await using var test = new TestHub();
        foreach (var name in new[] { "a", "b" })
        {
            IDisposable? self = null;
            self = test.OnPing().Call(_ =>
            {
                test.Calls.Add(name);
                self!.Dispose();
            });
        }

        await test.SendAsync();
        await test.SendAsync();

        Assert.Equal(["a", "b"], test.Calls);
        Assert.Empty(test.Hub.Connections);
    }
}
