using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.Extensions.DependencyInjection;
using MySite.Admin.Models;
using MySite.Data;
using MySite.Tests.Admin.Lists;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Library;

/// <summary>A base for tests of a model that the site itself has nothing like.</summary>
public abstract class LibrarySite(DatabaseServer server) : ListSite(server)
{
    protected const string Volumes = "/admin/library/volume/";
    protected const string Stock = "/admin/library/stock/";
    protected const string Shelves = "/admin/library/shelf/";

    protected override SiteFactory CreateSite(TestDatabase database) => new SiteFactory(database).With(services =>
    {
        services.ConfigureDbContext<SqliteSiteDbContext>(AddVolumes);
        services.ConfigureDbContext<PostgreSqlSiteDbContext>(AddVolumes);
        services.AddModelAdmin<ShelfAdmin>().AddModelAdmin<VolumeAdmin>().AddSingleton<ModelAdmin, StockAdmin>();
    });

    private protected async Task<Shelf> StoreAsync(params Volume[] volumes)
    {
        await CreateTablesAsync();
        var shelf = new Shelf { Name = "North" };
        foreach (var (number, volume) in volumes.Index())
        {
            volume.Shelf = shelf;
            if (volume.Code.Length == 0)
                volume.Code = $"#{number}";
        }
        await SaveAsync([shelf, .. volumes]);
        return shelf;
    }

    protected Task<int> CreateTablesAsync() => InScopeAsync(async db =>
    {
        var model = db.GetService<IDesignTimeModel>().Model;
        MigrationOperation[] operations =
        [
            .. db.GetService<IMigrationsModelDiffer>().GetDifferences(null, model.GetRelationalModel()).Where(operation =>
                operation is CreateTableOperation { Name: "Shelves" or "Volumes" } or CreateIndexOperation { Table: "Volumes" }),
        ];
        foreach (var command in db.GetService<IMigrationsSqlGenerator>().Generate(operations, model))
            await db.Database.ExecuteSqlRawAsync(command.CommandText, Cancel);
        return 0;
    });

    private static void AddVolumes(DbContextOptionsBuilder options) => options
        .ReplaceService<IModelCustomizer, WithVolumes>()
        .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
}
