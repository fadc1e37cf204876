using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>Durable receivers of what a save writes.</summary>
public abstract class StoredSaveTests(DatabaseServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task E03_A_save_stores_a_delivery_with_the_key_that_the_database_made()
    {
        await using var warehouse = await Warehouse.OpenAsync(server);

        var order = await warehouse.AddAsync("tea");
        order.Item = "coffee";
        await warehouse.Context.SaveChangesAsync(Cancel);

        Assert.Equal([$$"""{"OrderId":{{order.Id}},"Item":"tea"}"""], await warehouse.PayloadsAsync());
        await warehouse.Server.StartAsync();
        Assert.Equal(new OrderPlaced(order.Id, "tea"), (await warehouse.Courier.NextAsync()).Order);
    }

    [Fact]
    public async Task A_delivery_wakes_the_dispatcher_when_it_is_committed()
    {
        await using var warehouse = await Warehouse.OpenAsync(server);
        await warehouse.Server.StartAsync();

        await warehouse.AddAsync("tea");

        Assert.Equal("tea", (await warehouse.Courier.NextAsync()).Order.Item);
    }

    [Fact]
    public async Task A_copy_may_look_at_everything_that_the_save_wrote()
    {
        await using var warehouse = await Warehouse.OpenAsync(
            server, save => new OrderPlaced(save.Entity.Labels.Single().Id, save.Entity.Item));
        var label = new Label { Text = "fragile" };
        warehouse.Context.Add(new Order { Item = "glass", Labels = { label } });

        await warehouse.Context.SaveChangesAsync(Cancel);

        Assert.Equal([$$"""{"OrderId":{{label.Id}},"Item":"glass"}"""], await warehouse.PayloadsAsync());
    }

    [Fact]
    public async Task In_the_callers_transaction_the_delivery_shares_its_fate_and_that_of_its_savepoints()
    {
        await using var warehouse = await Warehouse.OpenAsync(server);
        await using (await warehouse.Context.Database.BeginTransactionAsync(Cancel))
            await warehouse.AddAsync("lost");
        await using (var transaction = await warehouse.Context.Database.BeginTransactionAsync(Cancel))
        {
            await warehouse.AddAsync("tea");
            await transaction.CreateSavepointAsync("s", Cancel);
            await warehouse.AddAsync("undone");
            await transaction.RollbackToSavepointAsync("s", Cancel);
            Assert.NotNull(warehouse.Context.Database.CurrentTransaction);
            await transaction.CommitAsync(Cancel);
        }

        Assert.Equal(["tea"], await warehouse.ItemsAsync());
        Assert.Contains("tea", Assert.Single(await warehouse.PayloadsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_synchronous_save_stores_it_too()
    {
        await using var warehouse = await Warehouse.OpenAsync(server);
        warehouse.Context.Add(new Order { Item = "tea" });
        warehouse.Context.SaveChanges();
        using (var transaction = warehouse.Context.Database.BeginTransaction())
        {
            warehouse.Context.Add(new Order { Item = "coffee" });
            warehouse.Context.SaveChanges();
            transaction.Commit();
        }

        Assert.Equal(["tea", "coffee"], await warehouse.ItemsAsync());
        Assert.Equal(2, (await warehouse.PayloadsAsync()).Length);
    }

    [Fact]
    public async Task Saves_inside_of_saves_store_theirs()
    {
        await using var warehouse = await Warehouse.OpenAsync(server);
        warehouse.Hub.On(ModelSignals.PreSave<Order>()).Call(async (save, cancel) =>
        {
            if (save.Entity.Item == "outer")
            {
                save.Context.Add(new Order { Item = "before" });
                await save.Context.SaveChangesAsync(cancel);
            }
        });
        warehouse.Hub.On(ModelSignals.PostSave<Order>()).Call(async (save, cancel) =>
        {
            if (save.Entity.Item == "outer")
            {
                save.Context.Add(new Order { Item = "after" });
                await save.Context.SaveChangesAsync(cancel);
            }
        });

        await warehouse.AddAsync("outer");

        var payloads = await warehouse.PayloadsAsync();
        Assert.Equal(["after", "before", "outer"], (await warehouse.ItemsAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(3, payloads.Length);
        Assert.All(["outer", "before", "after"], item => Assert.Single(payloads, payload => payload.Contains(item)));
    }

    [Fact]
    public async Task Deletions_and_links_are_stored_in_the_same_way()
    {
        await using var warehouse = await Warehouse.OpenAsync(server, _ => null);
        warehouse.Hub.On(ModelSignals.PostDelete<Order>()).WithKey("deleted")
            .Storing(gone => new OrderPlaced(gone.Entity.Id, "deleted"), ShopJson.Default.OrderPlaced).Durably<Ship>();
        warehouse.Hub.On(ModelSignals.M2MChanged<Order, Label>()).WithKey("linked")
            .Storing(link => new OrderPlaced((int)link.Keys.Single(), $"{link.Action}"), ShopJson.Default.OrderPlaced)
            .Durably<Ship>();
        var label = new Label { Text = "fragile" };
        var order = new Order { Item = "glass", Labels = { label } };
        warehouse.Context.Add(order);

        await warehouse.Context.SaveChangesAsync(Cancel);
        var added = await warehouse.PayloadsAsync();
        warehouse.Context.Remove(order);
        await warehouse.Context.SaveChangesAsync(Cancel);

        Assert.Equal([$$"""{"OrderId":{{label.Id}},"Item":"PostAdd"}"""], added);
        Assert.Equal(
            [$$"""{"OrderId":{{label.Id}},"Item":"PostClear"}""", $$"""{"OrderId":{{order.Id}},"Item":"deleted"}"""],
            (await warehouse.PayloadsAsync()).Except(added).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Where_nobody_listens_durably_a_single_statement_has_no_transaction()
    {
        var started = new Started();
        await using var warehouse = await Warehouse.OpenAsync(server, configure: options => options.AddInterceptors(started));
        warehouse.Hub.On(ModelSignals.PostSave<Label>()).Call(_ => { });
        warehouse.Context.Add(new Label { Text = "fragile" });

        await warehouse.Context.SaveChangesAsync(Cancel);
        Assert.Equal(0, started.Count);

        await warehouse.AddAsync("tea");
        Assert.Equal(1, started.Count);
    }

    private sealed class Started : DbTransactionInterceptor
    {
        public int Count { get; private set; }

        public override ValueTask<DbTransaction> TransactionStartedAsync(
            DbConnection connection, TransactionEndEventData eventData, DbTransaction result,
            CancellationToken cancellationToken = default)
        {
            if (eventData.Context is not null)
                Count++;
            return new(result);
        }
    }
}

public sealed class StoredSaveTestsOnSqlite() : StoredSaveTests(DatabaseServer.Sqlite);

public sealed class StoredSaveTestsOnPostgreSql() : StoredSaveTests(DatabaseServer.PostgreSql)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task E18_In_an_ambient_transaction_the_delivery_shares_its_fate(bool complete)
    {
        await using var warehouse = await Warehouse.OpenAsync(DatabaseServer.PostgreSql);
        using (var scope = new System.Transactions.TransactionScope(
            System.Transactions.TransactionScopeAsyncFlowOption.Enabled))
        {
            warehouse.Context.Add(new Order { Item = "tea" });
            await warehouse.Context.SaveChangesAsync(Cancel);
            if (complete)
                scope.Complete();
        }

        Assert.Equal(complete ? 1 : 0, (await warehouse.ItemsAsync()).Length);
        Assert.Equal(complete ? 1 : 0, (await warehouse.PayloadsAsync()).Length);
    }
}
