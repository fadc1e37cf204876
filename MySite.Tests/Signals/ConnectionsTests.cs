using MySite.Signals;

namespace MySite.Tests.Signals;

public sealed class ConnectionsTests
{
    private static readonly Signal<Ping> Pong = new("pong");

    [Fact]
    public async Task A_connection_tells_everything_about_itself()
    {
        await using var test = new TestHub();
        test.Hub.On(TestHub.Ping, "Accounts.cs", 7).From(typeof(Ping)).WithPriority(3).WithKey("log")
            .When(ping => ping.Number > 0).Once().Call<NoteName>();

        Assert.Equal(
            new SignalConnection(
                TestHub.Ping, "NoteName", typeof(Ping), ConnectionPhase.Inline, 3, "log", "Accounts.cs", 7)
            {
                ReceiverType = typeof(NoteName),
                Condition = "ping => ping.Number > 0",
                Once = true,
            },
            Assert.Single(test.Hub.Connections));
    }

    [Fact]
    public async Task Without_more_words_a_connection_hears_any_sender_in_its_order()
    {
        await using var test = new TestHub();
        test.OnPing().AfterCommit<NoteName>();

        var info = Assert.Single(test.Hub.Connections);

        Assert.Equal(
            (null, 0, null, ConnectionPhase.AfterCommit), (info.Sender, info.Priority, info.Key, info.Phase));
    }

    [Fact]
    public async Task The_compiler_fills_in_the_place()
    {
        await using var test = new TestHub();
        test.Hub.On(TestHub.Ping).Call(Receive);

        var info = Assert.Single(test.Hub.Connections);

        Assert.Equal("ConnectionsTests.cs", Path.GetFileName(info.File));
        Assert.Contains("On(TestHub.Ping).Call(Receive)", Line(info), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receivers_have_the_names_that_people_gave_them()
    {
        static void Local(Ping ping) => ArgumentNullException.ThrowIfNull(ping);

        await using var test = new TestHub();
        test.OnPing().Call(Receive);
        test.OnPing().Call(Local);
        test.OnPing().Call(ping => ArgumentNullException.ThrowIfNull(ping));
        test.OnPing().Call(_ => test.Calls.Add("closure"));
        test.OnPing().Call<Generic<string>>();

        Assert.Equal(
            [
                "ConnectionsTests.Receive",
                "ConnectionsTests.Local",
                "ConnectionsTests lambda in Receivers_have_the_names_that_people_gave_them",
                "ConnectionsTests lambda in Receivers_have_the_names_that_people_gave_them",
                "Generic<String>",
            ],
            test.Hub.Connections.Select(connection => connection.Receiver));
    }

    [Fact]
    public async Task Connections_are_grouped_by_signal()
    {
        await using var test = new TestHub();
        test.Hub.On(Pong).Call(test.Note("pong"));
        test.OnPing().Call(test.Note("ping"));
        test.Hub.On(Pong).WithPriority(1).Call(test.Note("pong"));

        var signals = test.Hub.Connections.Select(connection => connection.Signal).ToArray();

        Assert.Equal(3, signals.Length);
        Assert.Single(signals, TestHub.Ping);
        Assert.NotSame(TestHub.Ping, signals[1]);
    }

    [Fact]
    public void A_signal_shows_its_name() => Assert.Equal("ping", TestHub.Ping.ToString());

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(null)]
    public void A_signal_needs_a_name(string? name) =>
        Assert.ThrowsAny<ArgumentException>(() => new Signal<Ping>(name!));

    private static string Line(SignalConnection info) => File.ReadLines(info.File).ElementAt(info.Line - 1);

    private static void Receive(Ping ping) => ArgumentNullException.ThrowIfNull(ping);

    private sealed class Generic<T> : IReceiver<Ping>
    {
        public ValueTask ReceiveAsync(Ping payload, CancellationToken cancellationToken) => default;
    }
}
