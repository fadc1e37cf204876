using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>Connections that store a copy, and the mistakes one can make with them.</summary>
public sealed class StoringConnectionTests
{
    [Fact]
    public async Task A_connection_to_a_model_signal_shows_as_durable_and_ends_when_it_is_disposed()
    {
        await using var test = new TestHub();
        var connection = Store(test.Hub);

        var info = Assert.Single(test.Hub.Connections);
        Assert.Equal(
            ("post_save · Author", "Ship", ConnectionPhase.Durable), ($"{info.Signal}", info.Receiver, info.Phase));

        connection.Dispose();
        Assert.Empty(test.Hub.Connections);
    }

    [Fact]
    public async Task An_entity_itself_cannot_be_stored_and_the_error_says_how_to()
    {
        await using var test = new TestHub();

        var error = Assert.Throws<InvalidOperationException>(
            () => test.Hub.On(ModelSignals.PostSave<Author>()).Durably<NoteAuthor>());

        Assert.Equal(
            "Signal post_save · Author cannot be delivered durably: its payload PostSave`1 cannot be stored. " +
            "Say with Storing what to store of it.",
            error.Message);
    }

    [Fact]
    public async Task What_has_not_happened_yet_cannot_be_stored()
    {
        await using var test = new TestHub();

        var error = Assert.Throws<InvalidOperationException>(() => test.Hub.On(ModelSignals.PreDelete<Author>())
            .Storing(_ => new OrderPlaced(1, ""), ShopJson.Default.OrderPlaced));

        Assert.Equal(
            "pre_delete · Author tells of what has not happened yet, and may not happen: connect durably to the post signal.",
            error.Message);
    }

    [Fact]
    public async Task A_signal_that_is_sent_stores_the_copy_during_the_send()
    {
        await using var shop = await Shop.OpenAsync(DatabaseServer.Sqlite);
        var server = shop.AddServer(connect: hub => hub.On(TestHub.Ping)
            .Storing(ping => ping.Number > 1 ? new OrderPlaced(ping.Number, "ping") : null, ShopJson.Default.OrderPlaced)
            .Durably<Ship>());
        await using var scope = server.Services.CreateAsyncScope();
        var sender = scope.ServiceProvider.GetRequiredService<ISignalSender>();

        await sender.SendAsync(TestHub.Ping, new Ping(1), null, TestContext.Current.CancellationToken);
        await sender.SendAsync(TestHub.Ping, new Ping(2), null, TestContext.Current.CancellationToken);

        Assert.Equal("""{"OrderId":2,"Item":"ping"}""", (await shop.RowAsync()).Payload);
    }

    [Fact]
    public async Task A_context_that_is_not_its_scopes_own_refuses_to_save_what_it_could_not_store()
    {
        await using var library = await Library.OpenAsync(DatabaseServer.Sqlite, new LibrarySetup
        {
            AddContext = (services, configure) => services.AddDbContextPool<BooksContext>(configure),
        });
        Store(library.Hub);
        library.Context.Add(new Author { Name = "Ann" });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(library.SaveAsync);

        Assert.StartsWith(
            "Durable receivers hear of what this BooksContext saves, but it is not", error.Message, StringComparison.Ordinal);
        Assert.Empty(await library.NamesAsync());
    }

    [Fact]
    public async Task A_context_whose_statements_cannot_be_watched_refuses_too()
    {
        await using var library = await Library.OpenAsync(DatabaseServer.Sqlite, new LibrarySetup
        {
            AfterSignals = options => options.ReplaceService<IBatchExecutor, Unwrapped>(),
        });
        Store(library.Hub);
        library.Context.Add(new Author { Name = "Ann" });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(library.SaveAsync);

        Assert.Equal(
            "Durable receivers hear of what BooksContext saves: call UseModelSignals after the method that chooses the provider.",
            error.Message);
    }

    private static IDisposable Store(ISignalHub hub) => hub.On(ModelSignals.PostSave<Author>())
        .Storing(save => new OrderPlaced(save.Entity.Id, save.Entity.Name), ShopJson.Default.OrderPlaced).Durably<Ship>();

    private sealed class NoteAuthor : IReceiver<PostSave<Author>>
    {
        public ValueTask ReceiveAsync(PostSave<Author> payload, CancellationToken cancellationToken) => default;
    }

    private sealed class Unwrapped : IBatchExecutor
    {
        public int Execute(IEnumerable<ModificationCommandBatch> commandBatches, IRelationalConnection connection) =>
            throw new NotSupportedException();

        public Task<int> ExecuteAsync(
            IEnumerable<ModificationCommandBatch> commandBatches, IRelationalConnection connection,
            CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
