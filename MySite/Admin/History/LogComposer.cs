using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Admin.History;

/// <summary>Makes entries of what was noted in one save.</summary>
internal sealed class LogComposer(
    DbContext context, Act act, DateTimeOffset now, IReadOnlyList<HistoryDraft> noted, bool synchronous)
{
    private readonly Guid _operation = context.Database.CurrentTransaction?.TransactionId ?? Guid.CreateVersion7(now);
    private Dictionary<(Type, string), object>? _gone;

    public async ValueTask<LogEntry> ComposeAsync(HistoryDraft draft)
    {
        var row = context.Entry(draft.Entity);
        var parent = ParentOf(draft.Model, row);
        List<LogChange> changes = [.. draft.Changes];
        foreach (var links in draft.Links.GroupBy(note => (note.Name, note.Came)))
            changes.Add(await ChangeAsync(TargetOf(row, links.First()), links));
        return new LogEntry
        {
            Operation = _operation,
            Time = now,
            Action = draft.Action,
            Model = draft.Model.Label,
            ObjectId = KeyText.Of(row),
            ObjectText = TextOf(draft.Entity),
            ParentModel = parent is null ? null : draft.Model.ParentLabel,
            ParentId = parent is var (_, key) ? KeyText.Of(key) : null,
            ParentText = parent is var (type, id) ? TextOf(await FindAsync(type, id)) : null,
            UserId = act.UserId,
            UserName = Cut(act.UserName, LogEntry.UserNameLength),
            RemoteAddress = act.RemoteAddress,
            Source = Cut(act.Source, LogEntry.TextLength),
            Changes = LogJson.Write(changes),
        };
    }

    private (IEntityType Type, object Key)? ParentOf(LoggedModel model, EntityEntry row)
    {
        if (model.Parent is null
            || context.Model.FindEntityType(model.Parent.Entity)?.FindNavigation(model.Collection!) is not { } navigation)
            return null;
        return row.Property(navigation.ForeignKey.Properties[0].Name).CurrentValue is { } key
            ? (navigation.DeclaringEntityType, key)
            : null;
    }

    private IEntityType? TargetOf(EntityEntry row, LinkNote links) =>
        row.Metadata.FindSkipNavigation(links.Name)?.TargetEntityType
        ?? (links.Target is null ? null : context.Model.FindEntityType(links.Target));

    private async ValueTask<LogChange> ChangeAsync(IEntityType? target, IGrouping<(string Name, bool Came), LinkNote> links)
    {
        List<LogLink> others = [];
        foreach (var key in links.SelectMany(note => note.Keys))
            others.Add(new LogLink(
                KeyText.Of(key), target is null ? KeyText.Of(key) : TextOf(await FindAsync(target, key))));
        return links.Key.Came
            ? new LogChange(links.Key.Name, Added: others)
            : new LogChange(links.Key.Name, Removed: others);
    }

    // What was deleted in this save is in no database any more.
    private async ValueTask<object?> FindAsync(IEntityType type, object key)
    {
        _gone ??= noted.Where(draft => draft.Action == LogAction.Deleted).Select(draft => draft.Entity)
            .ToDictionary(entity => (entity.GetType(), KeyText.Of(context.Entry(entity))));
        if (_gone.TryGetValue((type.ClrType, KeyText.Of(key)), out var gone))
            return gone;
        return synchronous ? context.Find(type.ClrType, key) : await context.FindAsync(type.ClrType, key);
    }

    private static string TextOf(object? entity) => Cut(entity?.ToString() ?? "", LogEntry.TextLength);

    private static string Cut(string text, int length)
    {
        // A zero is legal in a URL, and in no text of PostgreSQL.
        return BriefText.Cut(text.Replace("\0", "", StringComparison.Ordinal), length);
    }
}
