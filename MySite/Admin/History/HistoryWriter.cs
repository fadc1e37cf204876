using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MySite.Admin.History;

/// <summary>
/// Writes what the receivers of a save have noted, all at once when the last of them is through: with the context of the
/// save, so in its transaction if there is one.
/// </summary>
internal sealed partial class HistoryWriter(
    HistoryDrafts drafts, Actor actor, TimeProvider clock, ILogger<HistoryWriter> logger) : SaveChangesInterceptor
{
    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        WriteAsync(eventData.Context!, synchronous: true).GetAwaiter().GetResult();
        return result;
    }

    public override async ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        await WriteAsync(eventData.Context!, synchronous: false);
        return result;
    }

    // The rows are written, so neither an error nor a cancelled request is a reason to fail the save.
    private async Task WriteAsync(DbContext context, bool synchronous)
    {
        var noted = drafts.Take(context);
        if (noted.Count == 0)
            return;
        List<LogEntry> entries = [];
        try
        {
            var composer = new LogComposer(context, actor.Current, clock.GetUtcNow(), noted, synchronous);
            foreach (var draft in noted)
                entries.Add(await composer.ComposeAsync(draft));
            context.AddRange(entries);
            _ = synchronous ? context.SaveChanges() : await context.SaveChangesAsync(CancellationToken.None);
        }
        catch (Exception error)
        {
            Failed(error, noted.Count);
        }
        foreach (var entry in entries)
            context.Entry(entry).State = EntityState.Detached;
    }

    [LoggerMessage(LogLevel.Error, "The history lacks {Count} entries of a save that is done")]
    private partial void Failed(Exception error, int count);
}
