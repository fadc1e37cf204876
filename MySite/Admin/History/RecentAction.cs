using MySite.Admin.Models;

namespace MySite.Admin.History;

/// <summary>What was done to one object at one time.</summary>
/// <param name="Url">Where it is changed; <see langword="null"/> if it is gone.</param>
internal sealed record RecentAction(ModelAdmin Model, LogAction Action, string Text, string? Url, DateTimeOffset Time)
{
    public static RecentAction Of(ModelAdmin model, string id, IReadOnlyList<LogEntry> entries, bool isGone)
    {
        var own = entries.FirstOrDefault(entry => entry.ParentModel is null);
        return new RecentAction(
            model,
            own?.Action ?? LogAction.Changed,
            own?.ObjectText ?? entries[0].ParentText ?? id,
            isGone ? null : model.UrlOf(id),
            entries[0].Time);
    }
}
