using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using MySite.Data;

namespace MySite.Admin.History;

/// <summary>Saves rows of one table whose keys the database would otherwise make.</summary>
internal sealed class KeyedInsert(SiteDbContext db)
{
    public async Task SaveAsync(IEntityType type, IReadOnlyList<object> keys, CancellationToken cancellationToken)
    {
        if (!type.FindPrimaryKey()!.Properties[0].ValueGenerated.HasFlag(ValueGenerated.OnAdd) || keys[0] is Guid or string)
        {
            await db.SaveChangesAsync(cancellationToken);
            return;
        }
        var table = db.GetService<ISqlGenerationHelper>().DelimitIdentifier(type.GetTableName()!, type.GetSchema());
        if (db.Database.IsSqlServer())
        {
            await ExecuteAsync($"SET IDENTITY_INSERT {table} ON", cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await ExecuteAsync($"SET IDENTITY_INSERT {table} OFF", cancellationToken);
            return;
        }
        await db.SaveChangesAsync(cancellationToken);
        if (db.Database.IsNpgsql())
            await MoveSequenceAsync(table, type, keys.Max()!, cancellationToken);
    }

    // A key that did not come from the sequence, of rows that were imported, may still be ahead of it.
    private Task<int> MoveSequenceAsync(string table, IEntityType type, object highest, CancellationToken cancellationToken)
    {
        var column = type.FindPrimaryKey()!.Properties[0].GetColumnName();
        return db.Database.ExecuteSqlAsync(
            $"""
            SELECT setval(pg_get_serial_sequence({table}, {column}), {highest}::bigint)
            WHERE COALESCE(pg_sequence_last_value(pg_get_serial_sequence({table}, {column})::regclass), 0) < {highest}::bigint
            """,
            cancellationToken);
    }

    private Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync(sql, cancellationToken);
}
