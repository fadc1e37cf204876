using Microsoft.EntityFrameworkCore;
using MySite.Admin.History;
using MySite.Admin.Models;
using MySite.Data;
using MySite.Shared;
using MySite.Signals.Outbox;

namespace MySite.Admin.Outbox;

/// <summary>Records in the history what a person does to deliveries.</summary>
internal sealed class DeliveryLog(SiteDbContext db, AdminSite site, Actor actor)
{
    /// <summary>Writes an entry for each, in the open transaction.</summary>
    public Task WriteAsync(
        DeliveryAct act, IReadOnlyList<DeliveryRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (action, operation) = (
            act == DeliveryAct.Retry ? LogAction.Changed : LogAction.Deleted, db.Database.CurrentTransaction!.TransactionId);
        return SaveAsync(
            [
                .. rows.Select(row => Entry(
                    action, operation, row.Id, $"{row.Signal} to {row.Receiver}", now,
                    act == DeliveryAct.Retry ? Retried(row, now) : Discarded(row))),
            ],
            cancellationToken);
    }

    /// <summary>Writes one entry for all that were purged: millions may be.</summary>
    public Task WritePurgeAsync(
        int number, DateTimeOffset doneBefore, DateTimeOffset deadBefore, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(now);
        LogChange[] changes =
        [
            Change("Deliveries", number, null), Change("DoneBefore", doneBefore, null), Change("DeadBefore", deadBefore, null),
        ];
        return SaveAsync(
            [Entry(LogAction.Deleted, id, id, $"{Count.Of(number, "delivery", "deliveries")} purged", now, changes)],
            cancellationToken);
    }

    private LogEntry Entry(
        LogAction action, Guid operation, Guid id, string text, DateTimeOffset now, IReadOnlyList<LogChange> changes)
    {
        var by = actor.Current;
        return new LogEntry
        {
            Operation = operation,
            Time = now,
            Action = action,
            Model = site.Of<DeliveryAdmin>().Label,
            ObjectId = KeyText.Of(id),
            ObjectText = BriefText.Cut(text, LogEntry.TextLength),
            UserId = by.UserId,
            UserName = BriefText.Cut(by.UserName, LogEntry.UserNameLength),
            RemoteAddress = by.RemoteAddress,
            Source = BriefText.Cut(by.Source, LogEntry.TextLength),
            Changes = LogJson.Write(changes),
        };
    }

    private async Task SaveAsync(LogEntry[] entries, CancellationToken cancellationToken)
    {
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
