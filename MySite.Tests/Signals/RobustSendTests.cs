namespace MySite.Tests.Signals;

public sealed class RobustSendTests
{
    [Fact]
    public async Task T14_Nobody_listening_is_a_success_without_outcomes()
    {
        await using var test = new TestHub();

        var result = await test.SendRobustAsync();

        Assert.True(result.IsOk);
        Assert.Empty(result.Receivers);
        result.ThrowIfFailed();
    }

    [Fact]
    public async Task Every_receiver_runs_and_its_outcome_is_told_in_order()
    {
        await using var test = new TestHub();
        test.OnPing().Call(test.FailLater("late"));
        test.OnPing().Call(test.Note("good"));
        test.OnPing().Call(test.Fail("soon"));
        test.OnPing().Call(test.NoteLater("patient"));

        var result = await test.SendRobustAsync();

        Assert.Equal(["late", "good", "soon", "patient"], test.Calls);
        Assert.Equal(["late", null, "soon", null], result.Receivers.Select(receiver => receiver.Error?.Message));
        Assert.Equal([false, true, false, true], result.Receivers.Select(receiver => receiver.IsOk));
        Assert.False(result.IsOk);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task T13_Receivers_that_all_succeed_make_a_success(bool later)
    {
        await using var test = new TestHub();
        test.OnPing().Call(test.Note("a"));
        if (later)
            test.OnPing().Call(test.NoteLater("b"));
        else
            test.OnPing().Call(test.Note("b"));

        var result = await test.SendRobustAsync();

        Assert.True(result.IsOk);
        Assert.Equal(["a", "b"], test.Calls);
        Assert.Equal(test.Hub.Connections, result.Receivers.Select(receiver => receiver.Connection));
        Assert.Empty(test.Log.Errors);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task T16_An_error_is_logged_once_and_names_the_receiver(bool later)
    {
        await using var test = new TestHub();
        if (later)
            test.OnPing().Call(test.NoteLater("before"));
        test.OnPing().Call(Explode);

        var result = await test.SendRobustAsync();

        var error = result.Receivers.Last().Error;
        Assert.Contains(nameof(Explode), error?.StackTrace);
        var entry = Assert.Single(test.Log.Errors);
        Assert.Equal("Receiver RobustSendTests.Explode of ping failed", entry.Text);
        Assert.Equal("boom", entry.Error?.Message);
        Assert.Same(error, entry.Error);
    }

    [Fact]
    public async Task Receivers_of_other_senders_have_no_outcome()
    {
        await using var test = new TestHub();
        test.OnPing().From("other").Call(test.Fail("other"));
        test.OnPing().Call(test.Fail("mine"));

        var result = await test.SendRobustAsync(sender: "mine");

        Assert.Equal(["mine"], test.Calls);
        Assert.Equal("mine", Assert.Single(result.Receivers).Error?.Message);
    }

    [Fact]
    public async Task The_errors_can_be_thrown_together()
    {
        await using var test = new TestHub();
        test.OnPing().Call(test.Fail("first"));
        test.OnPing().Call(test.FailLater("second"));

        var result = await test.SendRobustAsync();

        var thrown = Assert.Throws<AggregateException>(result.ThrowIfFailed);
        Assert.Equal(["first", "second"], thrown.InnerExceptions.Select(error => error.Message));
    }

    [Fact]
    public async Task A_receiver_that_was_cancelled_has_failed_and_the_next_one_runs()
    {
        await using var test = new TestHub();
        test.OnPing().Call((_, _) => ValueTask.FromCanceled(new CancellationToken(canceled: true)));
        test.OnPing().Call(test.Note("next"));

        var result = await test.SendRobustAsync();

        Assert.Equal(["next"], test.Calls);
        Assert.IsType<TaskCanceledException>(result.Receivers.First().Error);
    }

    [Fact]
    public async Task The_outcome_keeps_the_receivers_of_its_send()
    {
        await using var test = new TestHub();
        using var connection = test.OnPing().Call(test.Note("a"));

        var result = await test.SendRobustAsync();
        connection.Dispose();

        Assert.Single(result.Receivers);
    }

    private static void Explode(Ping ping) => throw new InvalidOperationException("boom");
}
