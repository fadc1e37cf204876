using System.Linq.Expressions;

namespace MySite.Signals.Outbox;

/// <summary>Says in the database what <see cref="DeliveryRow"/> says of a row, by what an index holds first.</summary>
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

    public static IQueryable<OutboxMessage> NotLeased(this IQueryable<OutboxMessage> messages, DateTimeOffset now) =>
        messages.Where(message => message.LeasedUntil == null || message.LeasedUntil <= now);

    // An index of the receiver would lead through all of its rows that are done, where few are left by a state.
    /// <summary>Those of one receiver among those that a state leaves.</summary>
    public static IQueryable<OutboxMessage> OfReceiver(this IQueryable<OutboxMessage> messages, string receiver) =>
        messages.Where(message => message.Receiver + "" == receiver);

    /// <summary>Those that are open, the longest due first.</summary>
    public static IOrderedQueryable<OutboxMessage> LongestDue(this IQueryable<OutboxMessage> open) =>
        InIndex(open).ThenBy(message => message.DueAt);

    /// <summary>When those that are open were stored, the oldest first.</summary>
    public static IQueryable<DateTimeOffset?> Ages(this IQueryable<OutboxMessage> messages) =>
        InIndex(messages.Open()).ThenBy(message => message.CreatedAt).Select(message => (DateTimeOffset?)message.CreatedAt);

    /// <summary>The state of each that is open.</summary>
    public static Expression<Func<OutboxMessage, DeliveryState>> OpenStateAt(DateTimeOffset now) => message =>
        message.LeasedUntil > now ? DeliveryState.Running
        : message.Attempts + message.Misses > 0 ? DeliveryState.Retry
        : DeliveryState.Pending;

    /// <summary>What is shown of them. The payload, which may hold personal data, stays in the database.</summary>
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

    // Though both are the same in all of these, PostgreSQL reads in the order of an index only if all its columns are named.
    private static IOrderedQueryable<OutboxMessage> InIndex(IQueryable<OutboxMessage> open) =>
        open.OrderBy(message => message.DoneAt).ThenBy(message => message.DeadAt);
}
