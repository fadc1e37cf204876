using System.Runtime.CompilerServices;
using MySite.Signals;

namespace MySite.Tests.Signals;

/// <summary>Signals are shared by all hubs of a process, and lead the way to one of them.</summary>
public sealed class ManyHubsTests
{
    private static readonly Signal<Ping> Kept = new("kept");

    [Fact]
    public async Task Each_of_two_hubs_goes_on_hearing_its_own_while_both_connect_and_disconnect()
    {
        const int Rounds = 2000;
        await using var one = new TestHub();
        await using var other = new TestHub();
        var (heardByOne, heardByOther) = (0, 0);
        one.OnPing().Call(_ => heardByOne++);
        other.OnPing().Call(_ => heardByOther++);
        using var start = new Barrier(4);

        await Task.WhenAll(
            Repeat(() => one.SendAsync().AsTask().GetAwaiter().GetResult()),
            Repeat(() => other.SendAsync().AsTask().GetAwaiter().GetResult()),
            Repeat(() => one.OnPing().Call(one.Note("one")).Dispose()),
            Repeat(() => other.OnPing().Call(other.Note("other")).Dispose()));

        Assert.Equal((Rounds, Rounds), (heardByOne, heardByOther));
        Assert.DoesNotContain("other", one.Calls);
        Assert.DoesNotContain("one", other.Calls);

        Task Repeat(Action act) => Task.Run(() =>
        {
            start.SignalAndWait();
            for (var i = 0; i < Rounds; i++)
                act();
        });
    }

    [Fact]
    public async Task What_one_hub_disconnects_stays_disconnected_when_another_hub_goes()
    {
        await using var one = new TestHub();
        var connection = one.OnPing().Call(one.Note("gone"));
        one.OnPing().Call(one.Note("stays"));
        await using (var other = new TestHub())
        {
            other.OnPing().Call(other.Note("other"));
            connection.Dispose();
        }

        await one.SendAsync();

        Assert.Equal(["stays"], one.Calls);
    }

    [Fact]
    public async Task A_hub_that_was_disposed_still_sends_while_its_host_shuts_down()
    {
        var test = new TestHub();
        var hub = test.Hub;
        test.OnPing().Call(test.Note("late"));
        await test.DisposeAsync();

        await hub.SendAsync(TestHub.Ping, new Ping(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["late"], test.Calls);
    }

    [Fact]
    public async Task Signals_do_not_keep_a_disposed_host_alive()
    {
        var services = await UseAndDisposeAsync();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(services.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> UseAndDisposeAsync()
    {
        await using var test = new TestHub();
        test.Hub.On(Kept).Call(test.Note("heard"));
        await test.SendAsync(Kept);
        return new WeakReference(test.Hub);
    }
}
