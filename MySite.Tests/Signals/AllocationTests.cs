using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;

namespace MySite.Tests.Signals;

public sealed class AllocationTests
{
    private static readonly Ping Payload = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Sending_to_methods_allocates_nothing(int receivers)
    {
        await using var test = WithReceivers(receivers);

        Assert.Equal(0, Allocated(() => Complete(test.Hub.SendAsync(TestHub.Ping, Payload))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_robust_send_without_errors_allocates_nothing(int receivers)
    {
        await using var test = WithReceivers(receivers);

        Assert.Equal(0, Allocated(() => Complete(test.Hub.SendRobustAsync(TestHub.Ping, Payload))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public async Task Sending_from_a_scope_allocates_nothing(int receivers)
    {
        await using var test = WithReceivers(receivers);
        await using var scope = test.CreateScope();
        var sender = scope.ServiceProvider.GetRequiredService<ISignalSender>();

        Assert.Equal(0, Allocated(() => Complete(sender.SendAsync(TestHub.Ping, Payload, typeof(Ping)))));
    }

    [Fact]
    public async Task Asking_for_receivers_allocates_nothing()
    {
        await using var test = WithReceivers(4);

        Assert.Equal(0, Allocated(() => Assert.True(test.Hub.HasReceivers(TestHub.Ping))));
    }

    private static TestHub WithReceivers(int count)
    {
        var test = new TestHub();
        for (var i = 0; i < count; i++)
            test.OnPing().WithKey($"{i}").Call(static (_, _) => default);
        return test;
    }

    private static void Complete(ValueTask send)
    {
        Assert.True(send.IsCompletedSuccessfully);
        send.GetAwaiter().GetResult();
    }

    private static void Complete(ValueTask<SendResult> send)
    {
        Assert.True(send.IsCompletedSuccessfully);
        Assert.True(send.Result.IsOk);
    }

    private static long Allocated(Action act)
    {
        for (var i = 0; i < 100; i++)
            act();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            act();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
