using MySite.Signals;

namespace MySite.Tests.Signals;

public sealed class ConnectionIdentityTests
{
    private static readonly Signal<Ping> Pong = new("pong");

    private int _received;

    [Fact]
    public async Task T11_One_receiver_connected_six_times_is_one_connection_and_one_call()
    {
        await using var test = new TestHub();
        var receiver = test.Note("once");
        for (var i = 0; i < 6; i++)
            test.OnPing().Call(receiver);

        await test.SendAsync();

        Assert.Equal(["once"], test.Calls);
        Assert.Single(test.Hub.Connections);
    }

    [Fact]
    public async Task One_method_of_one_object_is_one_receiver_and_of_two_objects_two()
    {
        await using var test = new TestHub();
        var other = new ConnectionIdentityTests();
        test.OnPing().Call(Receive);
        test.OnPing().Call(Receive);
        test.OnPing().Call(other.Receive);

        await test.SendAsync();

        Assert.Equal((1, 1), (_received, other._received));
        Assert.Equal(2, test.Hub.Connections.Count);
    }

    [Fact]
    public async Task One_receiver_type_connected_twice_is_one_connection()
    {
        await using var test = new TestHub();
        test.OnPing().Call<NoteName>();
        test.OnPing().Call<NoteName>();

        await test.SendAsync();

        Assert.Equal(["NoteName"], test.Calls);
    }

    [Fact]
    public async Task T12_A_key_takes_the_place_of_the_receiver_and_the_first_receiver_stays()
    {
        await using var test = new TestHub();
        test.OnPing().WithKey("key").Call(test.Note("first"));
        var second = test.OnPing().WithKey("key").Call(test.Note("second"));

        await test.SendAsync();
        second.Dispose();
        await test.SendAsync();

        Assert.Equal(["first"], test.Calls);
        Assert.Empty(test.Hub.Connections);
    }

    [Fact]
    public async Task One_key_with_two_senders_makes_two_connections()
    {
        await using var test = new TestHub();
        test.OnPing().WithKey("key").From("a").Call(test.Note("from a"));
        test.OnPing().WithKey("key").From("b").Call(test.Note("from b"));

        await test.SendAsync("a");
        await test.SendAsync("b");

        Assert.Equal(["from a", "from b"], test.Calls);
    }

    [Fact]
    public async Task One_receiver_with_two_keys_makes_two_connections()
    {
        await using var test = new TestHub();
        var receiver = test.Note("call");
        test.OnPing().WithKey("one").Call(receiver);
        test.OnPing().WithKey("two").Call(receiver);

        await test.SendAsync();

        Assert.Equal(["call", "call"], test.Calls);
    }

    [Fact]
    public async Task One_receiver_of_two_signals_makes_two_connections()
    {
        await using var test = new TestHub();
        test.OnPing().Call<NoteName>();
        test.Hub.On(Pong).AfterCommit<NoteName>();

        Assert.Equal([TestHub.Ping, Pong], test.Hub.Connections.Select(connection => connection.Signal));
    }

    [Fact]
    public async Task A_pair_connected_by_two_registrations_is_an_error_that_names_both_places()
    {
        await using var test = new TestHub(services => services
            .AddReceivers(hub => hub.On(TestHub.Ping, "Accounts.cs", 7).Call<NoteName>())
            .AddReceivers(hub => hub.On(TestHub.Ping, "Polls.cs", 9).Call<NoteName>()));

        var error = Assert.Throws<InvalidOperationException>(() => test.Hub);

        Assert.Equal(
            "NoteName is connected to ping twice: at Accounts.cs:7 and at Polls.cs:9. " +
            "Remove one, or give one of them a key of its own with WithKey.",
            error.Message);
    }

    [Fact]
    public async Task A_room_that_is_added_twice_is_an_error()
    {
        static void Connect(ISignalHub hub) => hub.On(TestHub.Ping).Call<NoteName>();
        await using var test = new TestHub(services => services.AddReceivers(Connect).AddReceivers(Connect));

        Assert.Throws<InvalidOperationException>(() => test.Hub);
    }

    [Fact]
    public async Task Two_registrations_may_connect_one_receiver_with_two_keys()
    {
        await using var test = new TestHub(services => services
            .AddReceivers(hub => hub.On(TestHub.Ping).Call<NoteName>())
            .AddReceivers(hub => hub.On(TestHub.Ping).WithKey("again").Call<NoteName>()));

        await test.SendAsync();

        Assert.Equal(["NoteName", "NoteName"], test.Calls);
    }

    [Fact]
    public async Task A_pair_repeated_within_one_registration_is_harmless()
    {
        await using var test = new TestHub(services => services.AddReceivers(hub =>
        {
            hub.On(TestHub.Ping).Call<NoteName>();
            hub.On(TestHub.Ping).Call<NoteName>();
        }));

        Assert.Single(test.Hub.Connections);
    }

    [Fact]
    public async Task A_pair_connected_again_while_the_host_runs_is_harmless()
    {
        await using var test = new TestHub(services =>
            services.AddReceivers(hub => hub.On(TestHub.Ping).Call<NoteName>()));

        test.OnPing().Call<NoteName>();

        Assert.Single(test.Hub.Connections);
    }

    [Fact]
    public async Task A_receiver_in_two_phases_is_an_error_that_names_the_first_place()
    {
        await using var test = new TestHub();
        test.Hub.On(TestHub.Ping, "Accounts.cs", 7).Call<NoteName>();

        var error = Assert.Throws<InvalidOperationException>(() => test.OnPing().AfterCommit<NoteName>());

        Assert.Equal(
            "NoteName is already connected to ping as Inline, at Accounts.cs:7. " +
            "To connect it as AfterCommit too, give one of them a key of its own with WithKey.",
            error.Message);
    }

    [Fact]
    public async Task A_receiver_in_two_phases_may_have_two_keys()
    {
        await using var test = new TestHub();
        test.OnPing().Call<NoteName>();
        test.OnPing().WithKey("after").AfterCommit<NoteName>();

        await test.SendAsync();

        Assert.Equal(["NoteName", "NoteName"], test.Calls);
    }

    private void Receive(Ping ping) => _received++;
}
