using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Signals.EntityFramework;

namespace MySite.Admin.History;

/// <summary>What the receivers have noted of the saves of each context and the writer has yet to write.</summary>
internal sealed class HistoryDrafts(LoggedModels models)
{
    private readonly ConditionalWeakTable<DbContext, OrderedDictionary<object, HistoryDraft>> _drafts = [];

    public void NoteRow(DbContext context, object entity, LogAction action)
    {
        if (models.Find(entity.GetType()) is not { } model)
            return;
        var draft = new HistoryDraft(model, entity, action);
        foreach (var property in context.Entry(entity).Properties.Where(property => LogRules.IsKept(property.Metadata)))
        {
            var value = LogJson.Value(property.CurrentValue);
            draft.Changes.Add(action == LogAction.Added
                ? new LogChange(property.Metadata.Name, New: value)
                : new LogChange(property.Metadata.Name, Old: value));
        }
        // An object may be added and deleted again before anything was written, and what goes along with it went before.
        if (Of(context).TryGetValue(entity, out var earlier))
            draft.Links.AddRange(earlier.Links);
        Of(context)[entity] = draft;
    }

    public void NoteChanges(DbContext context, object entity, IReadOnlyList<PropertyChange> changes)
    {
        if (models.Find(entity.GetType()) is not { } model)
            return;
        var type = context.Entry(entity).Metadata;
        LogChange[] noted = [.. changes.Select(change => Change(type, change)).OfType<LogChange>()];
        if (noted.Length > 0)
            Draft(context, model, entity).Changes.AddRange(noted);
    }

    public void NoteLinks(DbContext context, object entity, LinkNote links)
    {
        if (models.Find(entity.GetType()) is not { } model)
            return;
        var navigation = context.Entry(entity).Metadata.FindSkipNavigation(links.Name);
        if (navigation is null || Of(context).ContainsKey(entity) || !IsFarSide(model, navigation))
            Draft(context, model, entity).Links.Add(links);
    }

    /// <summary>What was noted since the last time.</summary>
    public IReadOnlyList<HistoryDraft> Take(DbContext context)
    {
        if (!_drafts.TryGetValue(context, out var drafts) || drafts.Count == 0)
            return [];
        HistoryDraft[] taken = [.. drafts.Values];
        drafts.Clear();
        return taken;
    }

    private OrderedDictionary<object, HistoryDraft> Of(DbContext context) =>
        _drafts.GetValue(context, static _ => new(ReferenceEqualityComparer.Instance));

    private HistoryDraft Draft(DbContext context, LoggedModel model, object entity)
    {
        var drafts = Of(context);
        if (!drafts.TryGetValue(entity, out var draft))
            drafts.Add(entity, draft = new HistoryDraft(model, entity, LogAction.Changed));
        return draft;
    }

    // A link is a change of the object on whose page it is edited; only if that is neither's or both's, of both.
    private bool IsFarSide(LoggedModel model, ISkipNavigation navigation) =>
        !model.Shows(navigation.Name)
        && models.Find(navigation.TargetEntityType.ClrType)?.Shows(navigation.Inverse.Name) is true;

    private static LogChange? Change(IEntityType type, PropertyChange change) => type.FindProperty(change.Name) switch
    {
        // Inside of an owned entity or a complex value.
        null => new LogChange(change.Name, LogJson.Value(change.OldValue), LogJson.Value(change.NewValue)),
        var property when LogRules.IsNoise(property) => null,
        var property when LogRules.IsSecret(property) => new LogChange(change.Name, IsSecret: true),
        _ => new LogChange(change.Name, LogJson.Value(change.OldValue), LogJson.Value(change.NewValue)),
    };
}
