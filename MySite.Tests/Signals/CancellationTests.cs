using MySite.Signals;

namespace MySite.Tests.Signals;

public sealed class CancellationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Once_a_send_is_cancelled_no_further_receiver_is_called(bool later)
    {
        await using var test = new TestHub();
        using var cancellation = new CancellationTokenSource();
        test.OnPing().Call(async (_, _) =>
        {
            if (later)
                await Task.Yield();
            test.Calls.Add("first");
            await cancellation.CancelAsync();
        });
        test.OnPing().Call(test.Note("second"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await test.Hub.SendAsync(TestHub.Ping, new Ping(), cancellationToken: cancellation.Token));

        Assert.Equal(["first"], test.Calls);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_send_that_was_cancelled_before_it_began_calls_nobody(int receivers)
    {
        await using var test = new TestHub();
        for (var i = 0; i < receivers; i++)
            test.OnPing().WithKey($"{i}").Call(test.Note("called"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await test.Hub.SendAsync(TestHub.Ping, new Ping(), cancellationToken: new(canceled: true)));

        Assert.Empty(test.Calls);
    }

    [Fact]
    public async Task A_robust_send_calls_everybody_and_hands_the_token_on()
    {
        await using var test = new TestHub();
        test.OnPing().Call((_, token) => token.IsCancellationRequested ? throw new OperationCanceledException(token) : default);
        test.OnPing().Call(test.Note("tidy up"));

        var result = await test.Hub.SendRobustAsync(TestHub.Ping, new Ping(), cancellationToken: new(canceled: true));

        Assert.Equal([false, true], result.Receivers.Select(receiver => receiver.IsOk));
        Assert.Equal(["tidy up"], test.Calls);
    }
}
