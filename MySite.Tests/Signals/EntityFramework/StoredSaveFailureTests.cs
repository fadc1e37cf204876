using Microsoft.EntityFrameworkCore;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>What goes wrong between a row and the delivery that tells of it.</summary>
public abstract class StoredSaveFailureTests(DatabaseServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task If_the_delivery_cannot_be_written_neither_is_what_it_tells_of(bool synchronous)
    {
        await using var warehouse = await Warehouse.OpenAsync(server);
        await warehouse.RefuseDeliveriesAsync();
        var order = new Order { Item = "tea" };
        warehouse.Context.Add(order);

        if (synchronous)
            Assert.ThrowsAny<Exception>(() => warehouse.Context.SaveChanges());
        else
            await Assert.ThrowsAnyAsync<Exception>(() => warehouse.Context.SaveChangesAsync(Cancel));

        Assert.Empty(await warehouse.ItemsAsync());
        Assert.Equal((0, EntityState.Added), (order.Id, warehouse.Context.Entry(order).State));
        Assert.Null(warehouse.Context.Database.CurrentTransaction);

        await warehouse.AcceptDeliveriesAsync();
        await warehouse.Context.SaveChangesAsync(Cancel);
        Assert.Equal(["tea"], await warehouse.ItemsAsync());
        Assert.Single(await warehouse.PayloadsAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Inside_a_transaction_such_a_failure_undoes_this_save_alone(bool synchronous)
    {
        await using var warehouse = await Warehouse.OpenAsync(server);
        await using (var transaction = await warehouse.Context.Database.BeginTransactionAsync(Cancel))
        {
            warehouse.Context.Add(new Label { Text = "fragile" });
            await warehouse.Context.SaveChangesAsync(Cancel);
            await warehouse.Context.Database.ExecuteSqlAsync($"""DELETE FROM "Outbox" """, Cancel);
            var order = new Order { Item = new string('x', 10) };
            warehouse.Context.Add(order);
            using (warehouse.Hub.On(ModelSignals.PostSave<Order>()).WithKey("bad")
                .Storing<OrderPlaced>(_ => throw new FormatException(), ShopJson.Default.OrderPlaced).Durably<Ship>())
            {
                if (synchronous)
                    Assert.Throws<FormatException>(() => warehouse.Context.SaveChanges());
                else
                    await Assert.ThrowsAsync<FormatException>(() => warehouse.Context.SaveChangesAsync(Cancel));
            }
            Assert.Equal((0, EntityState.Added), (order.Id, warehouse.Context.Entry(order).State));
            order.Item = "tea";
            if (synchronous)
                warehouse.Context.SaveChanges();
            else
                await warehouse.Context.SaveChangesAsync(Cancel);
            await transaction.CommitAsync(Cancel);
        }

        Assert.Equal(["tea"], await warehouse.ItemsAsync());
        Assert.Contains("tea", Assert.Single(await warehouse.PayloadsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_that_cannot_be_made_fails_the_save()
    {
        await using var warehouse = await Warehouse.OpenAsync(server, _ => throw new FormatException("no copy"));

        await Assert.ThrowsAsync<FormatException>(() => warehouse.AddAsync("tea"));

        Assert.Empty(await warehouse.ItemsAsync());
    }

    [Fact]
    public async Task A_cancellation_in_between_leaves_neither()
    {
        using var source = new CancellationTokenSource();
        await using var warehouse = await Warehouse.OpenAsync(server, save =>
        {
            source.Cancel();
            return new OrderPlaced(save.Entity.Id, save.Entity.Item);
        });
        warehouse.Context.Add(new Order { Item = "tea" });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => warehouse.Context.SaveChangesAsync(source.Token));

        Assert.Empty(await warehouse.ItemsAsync());
        Assert.Empty(await warehouse.PayloadsAsync());
    }

    [Fact]
    public async Task A_commit_that_fails_leaves_neither_and_the_entity_as_it_was()
    {
        var faults = new Faults { Commits = 1 };
        await using var warehouse = await Warehouse.OpenAsync(server, configure: options => options.AddInterceptors(faults));
        var order = new Order { Item = "tea" };
        warehouse.Context.Add(order);

        await Assert.ThrowsAnyAsync<Exception>(() => warehouse.Context.SaveChangesAsync(Cancel));
        Assert.Equal((0, EntityState.Added), (order.Id, warehouse.Context.Entry(order).State));
        Assert.Empty(await warehouse.ItemsAsync());
        Assert.Empty(await warehouse.PayloadsAsync());

        await warehouse.Context.SaveChangesAsync(Cancel);
        Assert.Equal(["tea"], await warehouse.ItemsAsync());
        Assert.Contains($":{order.Id},", Assert.Single(await warehouse.PayloadsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_are_no_savepoints_a_transaction_with_half_a_save_is_not_committed()
    {
        await using var warehouse = await Warehouse.OpenAsync(server, _ => throw new FormatException("no copy"));
        warehouse.Context.Database.AutoSavepointsEnabled = false;
        await using (var transaction = await warehouse.Context.Database.BeginTransactionAsync(Cancel))
        {
            await Assert.ThrowsAsync<FormatException>(() => warehouse.AddAsync("tea"));

            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => transaction.CommitAsync(Cancel));
            Assert.StartsWith(
                "A save in this transaction failed after its rows were written", error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(await warehouse.ItemsAsync());
    }

    [Fact]
    public async Task E19_A_save_that_is_repeated_inside_stores_one_delivery()
    {
        var faults = new Faults { Statements = 1, Commits = 1 };
        await using var warehouse = await Warehouse.OpenAsync(server, configure: Stubborn.Setup(faults).BeforeSignals);

        var order = await warehouse.AddAsync("tea");

        Assert.Equal((0, 0), (faults.Statements, faults.Commits));
        Assert.Equal(["tea"], await warehouse.ItemsAsync());
        Assert.Contains($":{order.Id},", Assert.Single(await warehouse.PayloadsAsync()), StringComparison.Ordinal);
    }
}

public sealed class StoredSaveFailureTestsOnSqlite() : StoredSaveFailureTests(DatabaseServer.Sqlite);

public sealed class StoredSaveFailureTestsOnPostgreSql() : StoredSaveFailureTests(DatabaseServer.PostgreSql)
{
    [Fact]
    public async Task E18_An_ambient_transaction_with_half_a_save_cannot_be_completed()
    {
        await using var warehouse = await Warehouse.OpenAsync(
            DatabaseServer.PostgreSql, _ => throw new FormatException("no copy"));

        await Assert.ThrowsAsync<System.Transactions.TransactionAbortedException>(async () =>
        {
            using var scope = new System.Transactions.TransactionScope(
                System.Transactions.TransactionScopeAsyncFlowOption.Enabled);
            await Assert.ThrowsAsync<FormatException>(() => warehouse.AddAsync("tea"));
            scope.Complete();
        });

        Assert.Empty(await warehouse.ItemsAsync());
    }
}
