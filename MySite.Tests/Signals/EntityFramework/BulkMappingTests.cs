using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Support;
using static MySite.Tests.Signals.EntityFramework.MappingContext;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>Statements on many rows, where a table is not an entity type.</summary>
public sealed class BulkMappingTests : ModelSignalTests
{
    private static readonly Dictionary<string, (string Expected, Func<MappingContext, int> Run)> Statements = new()
    {
        ["a table a type, base column"] = ("Vehicle", context => context.Set<Vehicle>()
            .ExecuteUpdate(set => set.SetProperty(vehicle => vehicle.Wheels, 6))),
        ["a table a type, derived column"] = ("Truck", context => context.Set<Truck>()
            .ExecuteUpdate(set => set.SetProperty(truck => truck.Load, 6))),
        ["a table a type, base column of the derived"] = ("Truck", context => context.Set<Truck>()
            .ExecuteUpdate(set => set.SetProperty(truck => truck.Wheels, 6))),
        ["a table a concrete type"] = ("Dog", context => context.Set<Dog>()
            .ExecuteUpdate(set => set.SetProperty(dog => dog.Legs, 4))),
        ["a table a concrete type, deleted"] = ("Dog", context => context.Set<Dog>().ExecuteDelete()),
        ["a shared table, one type"] = ("Invoice", context => context.Set<Invoice>()
            .ExecuteUpdate(set => set.SetProperty(invoice => invoice.Number, 2))),
        ["a shared table, the other type"] = ("InvoiceDetail", context => context.Set<InvoiceDetail>()
            .ExecuteUpdate(set => set.SetProperty(detail => detail.Pages, 2))),
        ["a shared table, through the first"] = ("InvoiceDetail", context => context.Set<Invoice>()
            .ExecuteUpdate(set => set.SetProperty(invoice => invoice.Detail.Pages, 2))),
    };

    public static TheoryData<string> Names => [.. Statements.Keys];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task E25_The_type_comes_from_the_query_and_not_from_the_table(string name)
    {
        await using var database = await DatabaseServer.Sqlite.CreateDatabaseAsync();
        await using var services = new ServiceCollection().AddLogging().AddModelSignals<MappingContext>()
            .AddDbContext<MappingContext>((provider, options) =>
                options.AllowManyServices().UseSqlite(database.ConnectionString).UseModelSignals(provider))
                    .BuildServiceProvider();
        var heard = new List<string>();
        services.GetRequiredService<ISignalHub>().On(ModelSignals.BulkChanged<object>()).IncludingDerived()
            .Call(change => heard.Add(change.EntityType.ClrType.Name));
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<MappingContext>();
        await context.Database.EnsureCreatedAsync(Cancel);
        context.AddRange(new Truck(), new Dog(), new Invoice());
        await context.SaveChangesAsync(Cancel);

        Assert.Equal(1, Statements[name].Run(context));

        Assert.Equal([Statements[name].Expected], heard);
    }
}
