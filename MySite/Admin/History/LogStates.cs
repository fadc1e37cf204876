using Microsoft.EntityFrameworkCore;
using MySite.Data;

namespace MySite.Admin.History;

internal static class LogStates
{
    /// <summary>The last time that each object was added or deleted; one that is not in it was there before the
    /// history.</summary>
    public static async Task<Dictionary<(string Model, string ObjectId), (LogAction Action, long Id)>> FindStatesAsync(
        this SiteDbContext db, IEnumerable<(string Model, string ObjectId)> objects, CancellationToken cancellationToken)
    {
        var keys = objects.ToHashSet();
        var (models, ids) = (keys.Select(key => key.Model).Distinct().ToArray(), keys.Select(key => key.ObjectId).ToArray());
        var found = await db.Set<LogEntry>()
            .Where(entry => models.Contains(entry.Model) && ids.Contains(entry.ObjectId) && entry.Action != LogAction.Changed)
            .Select(entry => new { entry.Model, entry.ObjectId, entry.Action, entry.Id })
            .ToListAsync(cancellationToken);
        return found.GroupBy(entry => (entry.Model, entry.ObjectId))
            .Where(entries => keys.Contains(entries.Key))
            .ToDictionary(entries => entries.Key, entries => entries.MaxBy(entry => entry.Id) is { } last
                ? (last.Action, last.Id) : default);
    }
}
