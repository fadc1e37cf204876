using System.Security.Claims;
using MySite.Admin.Models;
using MySite.Admin.Permissions;
using MySite.Admin.TimeZones;
using MySite.Data;

namespace MySite.Admin.History;

/// <summary>Says of entries what they tell a reader, and what the reader may do about it.</summary>
internal sealed class HistoryRows(SiteDbContext db, LoggedModels models, StaffTime time)
{
    /// <param name="exists">Whether the object that the page is about is there.</param>
    public async Task<IReadOnlyList<HistoryRow>> ListAsync(
        IReadOnlyList<LogEntry> entries, string label, bool exists, ClaimsPrincipal reader, CancellationToken cancellationToken)
    {
        var states = await db.FindStatesAsync(entries.Select(KeyOf), cancellationToken);
        return [.. entries.Select(entry =>
        {
            var changes = LogJson.Read(entry.Changes);
            var isOwn = entry.Model == label;
            return new HistoryRow(
                entry,
                isOwn ? $"{entry.Action}" : $"{entry.Action} {models.Find(entry.Model)?.Title} “{entry.ObjectText}”",
                [.. changes.Select(change => LogText.Of(entry.Action, change, time.Zone))],
                CanUndo: exists && entry.Action == LogAction.Changed && changes.All(change => CanRevert(entry, change))
                    && IsAllowed(entry, ModelAction.Change, reader) && !IsDeleted(states.GetValueOrDefault(KeyOf(entry))),
                CanRestore: (isOwn || exists) && states.GetValueOrDefault(KeyOf(entry)) == (LogAction.Deleted, entry.Id)
                    && IsAllowed(entry, ModelAction.Add, reader));
        })];
    }

    public bool IsAllowed(LogEntry entry, ModelAction action, ClaimsPrincipal reader) =>
        models.Find(entry.Model) is { } model
        && db.Model.FindEntityType(model.Entity) is { } type && LogRules.IsRevertible(type)
        && reader.May(model.Guard, action);

    // What somebody may do is given and taken on their own page only, which asks who gives it.
    private bool CanRevert(LogEntry entry, LogChange change) => !change.IsSecret
        && (!change.IsLink || (models.Find(entry.Model) is { } model
            && db.Model.FindEntityType(model.Entity)?.FindSkipNavigation(change.Name) is not null));

    private static (string Model, string ObjectId) KeyOf(LogEntry entry) => (entry.Model, entry.ObjectId);

    private static bool IsDeleted((LogAction Action, long Id) state) => state.Action == LogAction.Deleted;
}
