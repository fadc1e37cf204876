using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Data;

namespace MySite.Admin.History;

/// <summary>Brings back what was deleted, with what went along with it, under the keys that they had.</summary>
internal sealed class HistoryRestore(SiteDbContext db, LoggedModels models, KeyedInsert insert)
{
    /// <returns>What stands against it; <see langword="null"/> if it is done.</returns>
    public async Task<string?> RestoreAsync(LogEntry entry, CancellationToken cancellationToken)
    {
        var type = TypeOf(entry)!;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.FindAsync(type.ClrType, [KeyText.Parse(type, entry.ObjectId)!], cancellationToken) is not null)
            return $"“{entry.ObjectText}” is there again.";
        var deleted = await db.Set<LogEntry>().AsNoTracking()
            .Where(other => other.Operation == entry.Operation && other.Action == LogAction.Deleted && other.Id != entry.Id)
            .ToListAsync(cancellationToken);
        try
        {
            await InsertAsync(type, [entry], deleted, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return null;
        }
        catch (Exception error) when (Refusal.Is(error))
        {
            db.ChangeTracker.Clear();
            return $"The database refuses “{entry.ObjectText}”: what it needs is gone, or its place is taken.";
        }
    }

    // What others depend on comes first, one type at a time.
    private async Task InsertAsync(
        IEntityType type, IReadOnlyList<LogEntry> entries, List<LogEntry> deleted, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
            await AddAsync(type, LogJson.Read(entry.Changes), cancellationToken);
        await insert.SaveAsync(type, [.. entries.Select(entry => KeyText.Parse(type, entry.ObjectId)!)], cancellationToken);

        deleted.RemoveAll(entries.Contains);
        foreach (var dependents in deleted.Where(other => DependsOn(other, type, entries)).GroupBy(TypeOf).ToArray())
            await InsertAsync(dependents.Key!, [.. dependents], deleted, cancellationToken);
    }

    private bool DependsOn(LogEntry other, IEntityType principal, IReadOnlyList<LogEntry> entries)
    {
        if (TypeOf(other) is not { } type)
            return false;
        var keys = type.GetForeignKeys()
            .Where(key => key.PrincipalEntityType == principal && key.PrincipalKey.IsPrimaryKey()).ToArray();
        return keys.Length > 0 && LogJson.Read(other.Changes)
            .Where(change => Array.Exists(keys, key => key.Properties[0].Name == change.Name))
            .Select(change => LogJson.Value(change.Old, type.FindProperty(change.Name)!))
            .Any(value => value is not null && entries.Any(entry => entry.ObjectId == KeyText.Of(value)));
    }

    private async Task AddAsync(IEntityType type, IReadOnlyList<LogChange> values, CancellationToken cancellationToken)
    {
        var row = db.Entry(Revived.Of(db, type, values));
        row.State = EntityState.Added;
        foreach (var change in values.Where(change => !change.IsLink))
            if (type.FindProperty(change.Name) is { } property && property.IsShadowProperty())
                row.Property(change.Name).CurrentValue = LogJson.Value(change.Old, property);
        foreach (var change in values.Where(change => change.IsLink))
            await LinkAsync(row, change, cancellationToken);
    }

    private async Task LinkAsync(EntityEntry row, LogChange change, CancellationToken cancellationToken)
    {
        if (row.Metadata.FindSkipNavigation(change.Name) is not { } navigation)
            return;
        foreach (var link in change.Removed ?? [])
            if (await db.FindLinkedAsync(navigation, link, cancellationToken) is { } other)
                navigation.GetCollectionAccessor()!.Add(row.Entity, other, forMaterialization: false);
    }

    private IEntityType? TypeOf(LogEntry entry) =>
        models.Find(entry.Model) is { } model ? db.Model.FindEntityType(model.Entity) : null;
}
