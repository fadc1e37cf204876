using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace MySite.Signals.Outbox;

/// <summary>Inserts one entity as its model maps it, at once and past the change tracker, in the context's transaction.</summary>
internal sealed class RowInsert
{
    private const string Annotation = "MySite.Signals:RowInsert";
    private readonly IProperty[] _properties;
    private readonly string _statement;

    private RowInsert(IEntityType entity, ISqlGenerationHelper sql)
    {
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        _properties = [.. entity.GetProperties()];
        var into = sql.DelimitIdentifier(table.Name, table.Schema);
        var names = string.Join(", ", _properties.Select(property => sql.DelimitIdentifier(property.GetColumnName(table)!)));
        var places = string.Join(", ", _properties.Select((_, index) => NameOf(index)));
        _statement = $"INSERT INTO {into} ({names}) VALUES ({places})";
    }

    public static Task RunAsync(DbContext context, object row, CancellationToken cancellationToken)
    {
        var entity = context.Model.FindEntityType(row.GetType()) ?? throw new InvalidOperationException(
            $"The model of {context.GetType().Name} has no {row.GetType().Name}, which the outbox keeps there.");
        // Every send to a durable receiver comes here; a model is one provider's, so the statement is made once for each.
        var insert = entity.GetOrAddRuntimeAnnotationValue(
            Annotation, static from => new RowInsert(from.entity, from.sql),
            (entity, sql: context.GetService<ISqlGenerationHelper>()));
        return insert.ExecuteAsync(context, row, cancellationToken);
    }

    private static string NameOf(int index) => $"@p{index}";

    private static DbParameter Parameter(DbCommand command, string name, IProperty property, object row) =>
        property.GetRelationalTypeMapping().CreateParameter(
            command, name, property.GetGetter().GetClrValue(row), property.IsNullable);

    private async Task ExecuteAsync(DbContext context, object row, CancellationToken cancellationToken)
    {
        var command = context.Database.GetDbConnection().CreateCommand();
        await using (command.ConfigureAwait(false))
            await context.Database.ExecuteSqlRawAsync(
                _statement,
                _properties.Select((property, index) => Parameter(command, NameOf(index), property, row)),
                cancellationToken).ConfigureAwait(false);
    }
}
