using System.Linq.Expressions;
using MySite.Signals.Outbox;

namespace MySite.Admin.Outbox;

/// <summary>Deliveries by what the index holds (done, dead, due), and among those by the rest.</summary>
internal static class DeliveryQueries
{
    /// <summary>Those that are neither done nor dead.</summary>
    public static IQueryable<OutboxMessage> Open(this IQueryable<OutboxMessage> messages) =>
        messages.Where(message => message.DoneAt == null && message.DeadAt == null);

    public static IQueryable<OutboxMessage> Dead(this IQueryable<OutboxMessage> messages) =>
        messages.Where(message => message.DoneAt == null && message.DeadAt != null);

    public static IQueryable<OutboxMessage> Done(this IQueryable<OutboxMessage> messages) =>
        messages.Where(message => message.DoneAt != null);

    public static IQueryable<OutboxMessage> In(
        this IQueryable<OutboxMessage> messages, DeliveryState state, DateTimeOffset now) => state switch
        {
            DeliveryState.Done => messages.Done(),
            DeliveryState.Dead => messages.Dead(),
            DeliveryState.Running => messages.Open().Where(message => message.LeasedUntil > now),
            DeliveryState.Retry => messages.Open().NotLeased(now).Where(message => message.Attempts + message.Misses > 0),
            _ => messages.Open().NotLeased(now).Where(message => message.Attempts + message.Misses == 0),
        };

    /// <summary>Those that a person may retry or discard: neither done nor in the hands of a server.</summary>
    public static IQueryable<OutboxMessage> Free(this IQueryable<OutboxMessage> messages, DateTimeOffset now) =>
        messages.Where(message => message.DoneAt == null).NotLeased(now);

    /// <summary>What a page shows of them. The payload, which may hold personal data, stays in the database.</summary>
    public static Expression<Func<OutboxMessage, DeliveryRow>> Rows => message => new DeliveryRow
    {
        Id = message.Id,
        Signal = message.Signal,
        Receiver = message.Receiver,
        Version = message.Version,
        Size = message.Payload.Length,
        Attempts = message.Attempts,
        Misses = message.Misses,
        CreatedAt = message.CreatedAt,
        DueAt = message.DueAt,
        LeasedUntil = message.LeasedUntil,
        DoneAt = message.DoneAt,
        DeadAt = message.DeadAt,
        Error = message.Error,
    };

    private static IQueryable<OutboxMessage> NotLeased(this IQueryable<OutboxMessage> messages, DateTimeOffset now) =>
        messages.Where(message => message.LeasedUntil == null || message.LeasedUntil <= now);
}
