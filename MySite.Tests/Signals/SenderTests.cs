using MySite.Signals;
namespace MySite.Tests.Signals;

public sealed class SenderTests
{
    [Fact]
    public async Task T06_A_receiver_of_one_sender_hears_that_sender_only()
    {
        await using var test = new TestHub();
        var (mine, other) = (new object(), new object());
        test.OnPing().From(mine).Call(test.Note("mine"));

        await test.SendAsync(other);
        await test.SendAsync();
        Assert.Empty(test.Calls);

        await test.SendAsync(mine);
        Assert.Equal(["mine"], test.Calls);
    }

    [Fact]
    public async Task T05_A_receiver_without_a_sender_hears_every_sender_and_none()
    {
        await using var test = new TestHub();
        test.OnPing().Call(test.Note("any"));

        await test.SendAsync("somebody");
        await test.SendAsync();

        Assert.Equal(["any", "any"], test.Calls);
    }

    [Fact]
    public async Task Senders_are_compared_by_identity_not_by_value()
    {
        await using var test = new TestHub();
        var (one, equal) = (new string('x', 3), new string('x', 3));
        test.OnPing().From(one).Call(test.Note("one"));

        await test.SendAsync(equal);

        Assert.Equal(one, equal);
        Assert.Empty(test.Calls);
    }

    [Fact]
    public async Task A_receiver_of_a_base_type_does_not_hear_a_derived_one()
    {
        await using var test = new TestHub();
        test.OnPing().From(typeof(Stream)).Call(test.Note("stream"));

        await test.SendAsync(typeof(MemoryStream));

        Assert.Empty(test.Calls);
    }

    [Fact]
    public async Task One_receiver_with_and_without_a_sender_runs_twice()
    {
        await using var test = new TestHub();
        var receiver = test.Note("both");
        test.OnPing().Call(receiver);
        test.OnPing().From(typeof(Ping)).Call(receiver);

        await test.SendAsync(typeof(Ping));

        Assert.Equal(["both", "both"], test.Calls);
    }

    [Fact]
    public async Task Receivers_of_other_senders_are_passed_over_behind_one_that_awaits()
    {
        await using var test = new TestHub();
        test.OnPing().Call(test.NoteLater("any"));
        test.OnPing().From("other").Call(test.Note("other"));
        test.OnPing().From("mine").Call(test.Note("mine"));

        await test.SendAsync("mine");
        await test.SendRobustAsync("mine");

        Assert.Equal(["any", "mine", "any", "mine"], test.Calls);
    }

    [Fact]
    public async Task T19_Whether_somebody_would_hear_can_be_asked()
    {
        await using var test = new TestHub();
        Assert.False(test.Hub.HasReceivers(TestHub.Ping));

        var some = test.OnPing().From("mine").Call(test.Note("mine"));
        Assert.True(test.Hub.HasReceivers(TestHub.Ping, "mine"));
        Assert.False(test.Hub.HasReceivers(TestHub.Ping, "other"));
        Assert.False(test.Hub.HasReceivers(TestHub.Ping));

        var any = test.OnPing().Call(test.Note("any"));
        Assert.True(test.Hub.HasReceivers(TestHub.Ping, "other"));
        Assert.True(test.Hub.HasReceivers(TestHub.Ping));

        some.Dispose();
        any.Dispose();
        Assert.False(test.Hub.HasReceivers(TestHub.Ping, "mine"));
        Assert.False(test.Hub.HasReceivers(TestHub.Ping));
    }
}
