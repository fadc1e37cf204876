using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;

namespace MySite.Tests.Signals;

public sealed class ReceiverScopeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Receivers_share_the_scope_of_the_sender(bool robust)
    {
        await using var test = new TestHub(services => services.AddScoped<Scoped>());
        test.OnPing().Call<NoteScope>();
        test.OnPing().Call(test.NoteLater("later"));
        test.OnPing().WithKey("second").Call<NoteScope>();
        await using var scope = test.CreateScope();
        var mine = scope.ServiceProvider.GetRequiredService<Scoped>();
        var sender = scope.ServiceProvider.GetRequiredService<ISignalSender>();

        await SendAsync(sender, robust);

        Assert.Equal([mine.Name, "later", mine.Name], test.Calls);
        Assert.False(mine.Disposed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_send_through_the_hub_makes_one_scope_for_all_its_receivers(bool robust)
    {
        var made = new List<Scoped>();
        await using var test = new TestHub(services => services.AddScoped(_ => Made(made)));
        test.OnPing().Call(test.Note("plain"));
        test.OnPing().Call<NoteScope>();
        test.OnPing().Call(test.NoteLater("later"));
        test.OnPing().WithKey("second").Call<NoteScope>();

        await SendAsync(test.Hub, robust);

        var scoped = Assert.Single(made);
        Assert.Equal(["plain", scoped.Name, "later", scoped.Name], test.Calls);
        Assert.True(scoped.Disposed);
    }

    [Fact]
    public async Task Every_send_through_the_hub_has_a_scope_of_its_own()
    {
        var made = new List<Scoped>();
        await using var test = new TestHub(services => services.AddScoped(_ => Made(made)));
        test.OnPing().Call<NoteScope>();

        await test.SendAsync();
        await test.SendRobustAsync();

        Assert.Equal(2, made.Distinct().Count());
    }

    [Fact]
    public async Task The_hubs_scope_ends_when_a_receiver_fails_too()
    {
        var made = new List<Scoped>();
        await using var test = new TestHub(services => services.AddScoped(_ => Made(made)));
        test.OnPing().Call<NoteScope>();
        test.OnPing().Call(test.Fail("bad"));

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await test.SendAsync());

        Assert.True(Assert.Single(made).Disposed);
    }

    [Fact]
    public async Task No_scope_is_made_when_no_receiver_asks_for_services()
    {
        var scopes = new CountedScopes();
        await using var test = new TestHub(services => services.AddSingleton<IServiceScopeFactory>(scopes));
        test.OnPing().Call(test.Note("plain"));
        test.OnPing().Call(test.NoteLater("later"));
        test.OnPing().From("other").Call<NoteName>();

        await test.SendAsync();
        await test.SendRobustAsync();

        Assert.Equal(0, scopes.Made);
    }

    [Fact]
    public async Task A_receiver_that_is_not_registered_is_created_for_each_call()
    {
        await using var test = new TestHub();
        test.OnPing().Call<NoteSelf>();

        await test.SendAsync();
        await test.SendAsync();

        Assert.Equal(2, test.Calls.Distinct().Count());
    }

    [Fact]
    public async Task A_registered_receiver_has_the_lifetime_of_its_registration()
    {
        await using var test = new TestHub(services => services.AddSingleton<NoteSelf>());
        test.OnPing().Call<NoteSelf>();

        await test.SendAsync();
        await test.SendAsync();

        Assert.Single(test.Calls.Distinct());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_scope_that_fails_to_end_does_not_undo_what_a_robust_send_tells(bool later)
    {
        await using var test = new TestHub(services => services.AddScoped(_ =>
            new Scoped { EndsWith = new InvalidOperationException("bad end") }));
        test.OnPing().Call<NoteScope>();
        if (later)
            test.OnPing().Call(test.NoteLater("later"));

        var result = await test.SendRobustAsync();

        Assert.True(result.IsOk);
        Assert.Equal("bad end", Assert.Single(test.Log.Errors).Error?.Message);
    }

    private static async Task SendAsync(ISignalSender sender, bool robust)
    {
        if (robust)
            (await sender.SendRobustAsync(TestHub.Ping, new Ping())).ThrowIfFailed();
        else
            await sender.SendAsync(TestHub.Ping, new Ping());
    }

    private static Scoped Made(List<Scoped> made)
    {
        made.Add(new Scoped());
        return made[^1];
    }

    private sealed class Scoped : IDisposable
    {
        public string Name { get; } = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();

        public bool Disposed { get; private set; }

        public Exception? EndsWith { get; init; }

        public void Dispose()
        {
            Disposed = true;
            if (EndsWith is not null)
                throw EndsWith;
        }
    }

    private sealed class NoteScope(Scoped scoped, CallList calls) : IReceiver<Ping>
    {
        public ValueTask ReceiveAsync(Ping payload, CancellationToken cancellationToken)
        {
            calls.Add(scoped.Name);
            return default;
        }
    }

    private sealed class NoteSelf(CallList calls) : IReceiver<Ping>
    {
        private static int _count;
        private readonly string _name = $"{Interlocked.Increment(ref _count)}";

        public ValueTask ReceiveAsync(Ping payload, CancellationToken cancellationToken)
        {
            calls.Add(_name);
            return default;
        }
    }

    private sealed class CountedScopes : IServiceScopeFactory
    {
        public int Made { get; private set; }

        public IServiceScope CreateScope()
        {
            Made++;
            throw new InvalidOperationException("Nobody needs a scope.");
        }
    }
}
