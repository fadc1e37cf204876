namespace MySite.Tests.Signals;

public sealed class DisconnectTests
{
    [Fact]
    public async Task A_disposed_connection_hears_nothing_more()
    {
        await using var test = new TestHub();
        var gone = test.OnPing().Call(test.Note("gone"));
        test.OnPing().Call(test.Note("stays"));

        gone.Dispose();
        await test.SendAsync();

        Assert.Equal(["stays"], test.Calls);
        Assert.Single(test.Hub.Connections);
    }

    [Fact]
    public async Task T18_Disposing_twice_does_nothing_more()
    {
        await using var test = new TestHub();
        var receiver = test.Note("again");
        var first = test.OnPing().Call(receiver);
        first.Dispose();
        first.Dispose();
        test.OnPing().Call(receiver);

        first.Dispose();
        await test.SendAsync();

        Assert.Equal(["again"], test.Calls);
    }

    [Fact]
    public async Task Every_connection_of_one_pair_is_the_same_connection()
    {
        await using var test = new TestHub();
        var receiver = test.Note("pair");
        test.OnPing().Call(receiver);
        var second = test.OnPing().Call(receiver);

        second.Dispose();

        Assert.Empty(test.Hub.Connections);
    }

    [Fact]
    public async Task One_sender_is_disconnected_without_the_other()
    {
        await using var test = new TestHub();
        var receiver = test.Note("call");
        test.OnPing().From("a").Call(receiver).Dispose();
        test.OnPing().From("a").Call(receiver);
        test.OnPing().From("b").Call(receiver).Dispose();

        await test.SendAsync("a");
        await test.SendAsync("b");

        Assert.Equal(["call"], test.Calls);
    }
}
