using Microsoft.EntityFrameworkCore;
using MySite.Admin.History;
using MySite.Admin.Models;
using MySite.Data;

namespace MySite.Admin.Outbox;

/// <summary>Records in the history what a person does to deliveries.</summary>
internal sealed class DeliveryLog(SiteDbContext db, AdminSite site, Actor actor)
{
    /// <summary>Writes an entry for each, in the open transaction.</summary>
    public async Task WriteAsync(
        DeliveryAct act, IReadOnlyList<DeliveryRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (by, label) = (actor.Current, site.Of<DeliveryAdmin>().Label);
        var operation = db.Database.CurrentTransaction!.TransactionId;
        LogEntry[] entries =
        [
            .. rows.Select(row => new LogEntry
            {
                Operation = operation,
                Time = now,
                Action = act == DeliveryAct.Retry ? LogAction.Changed : LogAction.Deleted,
                Model = label,
                ObjectId = KeyText.Of(row.Id),
                ObjectText = BriefText.Cut($"{row.Signal} to {row.Receiver}", LogEntry.TextLength),
                UserId = by.UserId,
                UserName = BriefText.Cut(by.UserName, LogEntry.UserNameLength),
                RemoteAddress = by.RemoteAddress,
                Source = BriefText.Cut(by.Source, LogEntry.TextLength),
                Changes = LogJson.Write(act == DeliveryAct.Retry ? Retried(row, now) : Discarded(row)),
            }),
        ];
        db.AddRange(entries);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var entry in entries)
            db.Entry(entry).State = EntityState.Detached;
    }

    private static LogChange[] Retried(DeliveryRow row, DateTimeOffset now) =>
    [
        Change(nameof(row.DueAt), row.DueAt, now),
        .. row.DeadAt is { } dead ? [Change(nameof(row.DeadAt), dead, null)] : Array.Empty<LogChange>(),
        .. row.Attempts > 0 ? [Change(nameof(row.Attempts), row.Attempts, 0)] : Array.Empty<LogChange>(),
        .. row.Misses > 0 ? [Change(nameof(row.Misses), row.Misses, 0)] : Array.Empty<LogChange>(),
    ];

    // Neither the payload nor the error, which may quote it.
    private static LogChange[] Discarded(DeliveryRow row) =>
    [
        Change(nameof(row.Signal), row.Signal, null),
        Change(nameof(row.Receiver), row.Receiver, null),
        Change(nameof(row.Attempts), row.Attempts, null),
        Change(nameof(row.CreatedAt), row.CreatedAt, null),
        .. row.DeadAt is { } dead ? [Change(nameof(row.DeadAt), dead, null)] : Array.Empty<LogChange>(),
    ];

    private static LogChange Change(string name, object old, object? current) =>
        new(name, LogJson.Value(old), LogJson.Value(current));
}
