using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Admin.TimeZones;
using MySite.Data;

namespace MySite.Admin.History;

/// <summary>Takes a change back, if nothing of it was changed since.</summary>
internal sealed class HistoryUndo(SiteDbContext db, LoggedModels models, StaffTime time)
{
    /// <returns>What stands against it; <see langword="null"/> if it is done.</returns>
    public async Task<string?> UndoAsync(LogEntry entry, CancellationToken cancellationToken)
    {
        var type = db.Model.FindEntityType(models.Find(entry.Model)!.Entity)!;
        // What is compared is what is overwritten: nobody gets in between.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        if (KeyText.Parse(type, entry.ObjectId) is not { } key
            || await db.FindAsync(type.ClrType, [key], cancellationToken) is not { } entity)
            return $"“{entry.ObjectText}” is gone, so the change cannot be undone.";

        var row = db.Entry(entity);
        foreach (var change in LogJson.Read(entry.Changes))
            if (await RevertAsync(row, change, cancellationToken) is { } conflict)
            {
                db.ChangeTracker.Clear();
                return conflict;
            }
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return null;
        }
        catch (Exception error) when (Refusal.Is(error))
        {
            db.ChangeTracker.Clear();
            return "The database refuses the old values: somebody changed the object right now, or they are taken.";
        }
    }

    private async Task<string?> RevertAsync(EntityEntry row, LogChange change, CancellationToken cancellationToken)
    {
        var title = Models.ModelAdmin.TitleOf(change.Name);
        if (change.IsLink && row.Metadata.FindSkipNavigation(change.Name) is { } navigation)
            return await RevertLinksAsync(row, navigation, change, cancellationToken) ? null
                : $"{title} were changed since. Nothing was undone.";
        if (change.IsSecret || row.Metadata.FindProperty(change.Name) is not { } property)
            return $"{title} cannot be undone.";
        var value = row.Property(change.Name);
        if (!LogJson.IsSame(change.New, value.CurrentValue, property))
        {
            var now = LogText.Of(LogJson.Value(value.CurrentValue), time.Zone);
            return $"{title} was changed since, to {now}. Nothing was undone.";
        }
        value.CurrentValue = LogJson.Value(change.Old, property);
        return null;
    }

    private async Task<bool> RevertLinksAsync(
        EntityEntry row, ISkipNavigation navigation, LogChange change, CancellationToken cancellationToken)
    {
        var links = row.Collection(change.Name);
        await links.LoadAsync(cancellationToken);
        var linked = links.CurrentValue!.Cast<object>().ToDictionary(other => KeyText.Of(db.Entry(other)));
        foreach (var link in change.Added ?? [])
            if (!linked.TryGetValue(link.Id, out var other))
                return false;
            else
                navigation.GetCollectionAccessor()!.Remove(row.Entity, other);
        foreach (var link in change.Removed ?? [])
            if (linked.ContainsKey(link.Id) || await db.FindLinkedAsync(navigation, link, cancellationToken) is not { } other)
                return false;
            else
                navigation.GetCollectionAccessor()!.Add(row.Entity, other, forMaterialization: false);
        return true;
    }
}
