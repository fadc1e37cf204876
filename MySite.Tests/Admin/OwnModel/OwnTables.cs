using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using MySite.Data;

namespace MySite.Tests.Admin.OwnModel;

internal static class OwnTables
{
    /// <summary>Makes tables of the model that no migration makes.</summary>
    public static async Task<int> CreateTablesAsync(this SiteDbContext db, params string[] names)
    {
        var model = db.GetService<IDesignTimeModel>().Model;
        var all = db.GetService<IMigrationsModelDiffer>().GetDifferences(null, model.GetRelationalModel());
        MigrationOperation[] own = [.. all.OfType<CreateTableOperation>().Where(table => names.Contains(table.Name))];
        foreach (var command in db.GetService<IMigrationsSqlGenerator>().Generate(own, model))
            await db.Database.ExecuteSqlRawAsync(command.CommandText, TestContext.Current.CancellationToken);
        return own.Length;
    }
}
