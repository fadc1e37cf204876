using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;

namespace MySite.Tests.Signals;

public sealed class AfterCommitWithoutDatabaseTests
{
    [Fact]
    public async Task With_no_transaction_in_sight_the_receiver_runs_at_once()
    {
        await using var test = new TestHub();
        test.OnPing().AfterCommit<NoteName>();
        test.OnPing().Call(test.Note("inline"));

        await test.SendAsync();

        Assert.Equal(["NoteName", "inline"], test.Calls);
    }

    [Fact]
    public async Task The_receiver_runs_in_a_scope_of_its_own()
    {
        await using var test = new TestHub(services => services.AddScoped<Scoped>());
        test.OnPing().AfterCommit<NoteScope>();
        await using var scope = test.CreateScope();
        var mine = scope.ServiceProvider.GetRequiredService<Scoped>();
        mine.Name = "the sender's";

        await scope.ServiceProvider.GetRequiredService<ISignalSender>()
            .SendAsync(TestHub.Ping, new Ping(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["fresh"], test.Calls);
    }

    [Fact]
    public async Task The_receivers_error_is_logged_and_does_not_reach_the_sender()
    {
        await using var test = new TestHub();
        test.OnPing().AfterCommit(test.FailLater("bad"));
        test.OnPing().Call(test.Note("next"));

        await test.SendAsync();

        Assert.Equal(["bad", "next"], test.Calls);
        Assert.Equal("bad", Assert.Single(test.Log.Errors).Error?.Message);
    }

    [Fact]
    public async Task The_end_of_the_receivers_scope_does_not_reach_the_sender_either()
    {
        await using var test = new TestHub(services => services.AddScoped<Scoped>(_ => new BadScoped()));
        test.OnPing().AfterCommit<NoteScope>();

        await test.SendAsync();

        Assert.Equal("bad end", Assert.Single(test.Log.Errors).Error?.Message);
    }

    [Fact]
    public async Task The_senders_cancellation_comes_too_late_for_the_receiver()
    {
        await using var test = new TestHub();
        test.OnPing().AfterCommit((_, token) =>
        {
            test.Calls.Add($"{token.CanBeCanceled}");
            return default;
        });
        using var source = new CancellationTokenSource();

        await test.Hub.SendAsync(TestHub.Ping, new Ping(), cancellationToken: source.Token);

        Assert.Equal(["False"], test.Calls);
    }

    [Fact]
    public async Task A_transaction_cannot_be_waited_for()
    {
        await using var test = new TestHub();
        await using var scope = test.CreateScope();
        var transaction = scope.ServiceProvider.GetRequiredService<ISignalTransaction>();

        Assert.False(transaction.IsOpen);
        Assert.Throws<InvalidOperationException>(() => transaction.OnCommit(_ => default));
    }

    private class Scoped
    {
        public string Name { get; set; } = "fresh";
    }

    private sealed class BadScoped : Scoped, IDisposable
    {
        public void Dispose() => throw new InvalidOperationException("bad end");
    }

    private sealed class NoteScope(Scoped scoped, CallList calls) : IReceiver<Ping>
    {
        public ValueTask ReceiveAsync(Ping payload, CancellationToken cancellationToken)
        {
            calls.Add(scoped.Name);
            return default;
        }
    }
}
