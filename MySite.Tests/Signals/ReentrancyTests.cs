using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;

namespace MySite.Tests.Signals;

public sealed class ReentrancyTests
{
    private static readonly Signal<Ping> Pong = new("pong");

    [Fact]
    public async Task A_receiver_may_send_in_turn()
    {
        await using var test = new TestHub();
        test.OnPing().Call((ping, token) => test.Hub.SendAsync(Pong, ping, cancellationToken: token));
        test.Hub.On(Pong).Call(test.Note("pong"));

        await test.SendAsync();

        Assert.Equal(["pong"], test.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_circle_of_plain_methods_is_an_error_and_not_the_end_of_the_process(bool robust)
    {
        await using var test = new TestHub();
        test.OnPing().Call((ping, token) => test.Hub.SendAsync(Pong, ping, cancellationToken: token));
        test.Hub.On(Pong).Call((_, _) => robust ? Finish(test.SendRobustAsync()) : test.SendAsync());

        await AssertStoppedAsync(async () => await test.SendAsync());
    }

    [Fact]
    public async Task A_circle_of_several_receivers_is_stopped_too()
    {
        await using var test = new TestHub();
        test.OnPing().Call(test.Note("one"));
        test.OnPing().Call((_, _) => test.SendAsync());

        await AssertStoppedAsync(async () => await test.SendAsync());
    }

    [Fact]
    public async Task A_circle_that_waits_in_between_is_stopped_after_32_sends()
    {
        await using var test = new TestHub();
        test.OnPing().Call(async (_, _) =>
        {
            test.Calls.Add("ping");
            await Task.Yield();
            await test.SendAsync();
        });

        await AssertStoppedAsync(async () => await test.SendAsync());
        Assert.InRange(test.Calls.Count(), 32, 34);
    }

    [Fact]
    public async Task A_circle_through_receivers_from_the_container_is_stopped_after_32_sends()
    {
        await using var test = new TestHub(services => services.AddScoped<PingAgain>());
        test.OnPing().Call<PingAgain>();

        await AssertStoppedAsync(async () => await test.SendAsync());
        Assert.InRange(test.Calls.Count(), 32, 34);
    }

    [Fact]
    public async Task After_a_circle_everything_works_as_before()
    {
        await using var test = new TestHub(services => services.AddScoped<PingAgain>());
        var circle = test.OnPing().Call<PingAgain>();
        for (var i = 0; i < 3; i++)
            await AssertStoppedAsync(async () => await test.SendAsync());
        circle.Dispose();
        test.OnPing().Call<NoteName>();

        await test.SendAsync();

        Assert.Equal(nameof(NoteName), test.Calls.Last());
    }

    [Fact]
    public async Task Sends_side_by_side_do_not_count_as_deep()
    {
        await using var test = new TestHub();
        var gate = new TaskCompletionSource();
        test.OnPing().Call(async (_, _) => await gate.Task);

        var sends = Enumerable.Range(0, 100).Select(_ => test.SendAsync().AsTask()).ToArray();
        gate.SetResult();

        await Task.WhenAll(sends);
    }

    private static async Task AssertStoppedAsync(Func<Task> send)
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(send);
        Assert.Contains("in turn", error.Message);
    }

    private static async ValueTask Finish(ValueTask<SendResult> send)
    {
        var result = await send;
        if (result.Receivers.FirstOrDefault(receiver => !receiver.IsOk).Error is { } error)
            throw error;
    }

    private sealed class PingAgain(ISignalSender signals, CallList calls) : IReceiver<Ping>
    {
        public async ValueTask ReceiveAsync(Ping payload, CancellationToken cancellationToken)
        {
            calls.Add("ping");
            await Task.Yield();
            await signals.SendAsync(TestHub.Ping, payload, cancellationToken: cancellationToken);
        }
    }
}
