using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace MySite.Signals.Outbox;

/// <summary>Inserts one entity as its model maps it, at once and past the change tracker, in the context's transaction.</summary>
internal static class RowInsert
{
    public static async Task RunAsync(DbContext context, object row, CancellationToken cancellationToken)
    {
        var entity = context.Model.FindEntityType(row.GetType()) ?? throw new InvalidOperationException(
            $"The model of {context.GetType().Name} has no {row.GetType().Name}, which the outbox keeps there.");
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var sql = context.GetService<ISqlGenerationHelper>();
        IProperty[] properties = [.. entity.GetProperties()];
        var into = sql.DelimitIdentifier(table.Name, table.Schema);
        var names = string.Join(", ", properties.Select(property => sql.DelimitIdentifier(property.GetColumnName(table)!)));
        var places = string.Join(", ", properties.Select((_, index) => NameOf(index)));
        var statement = $"INSERT INTO {into} ({names}) VALUES ({places})";
        var command = context.Database.GetDbConnection().CreateCommand();
        await using (command.ConfigureAwait(false))
            await context.Database.ExecuteSqlRawAsync(
                statement,
                properties.Select((property, index) => Parameter(command, NameOf(index), property, row)),
                cancellationToken).ConfigureAwait(false);
    }

    private static string NameOf(int index) => $"@p{index}";

    private static DbParameter Parameter(DbCommand command, string name, IProperty property, object row) =>
        property.GetRelationalTypeMapping().CreateParameter(
            command, name, property.GetGetter().GetClrValue(row), property.IsNullable);
}
