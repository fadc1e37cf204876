using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MySite.Data;
using MySite.Signals.Outbox;

namespace MySite.Admin.Outbox;

/// <summary>How many deliveries there are by state, as far as it is worth counting.</summary>
/// <param name="Numbers">By state; one that is missing has none.</param>
/// <param name="Oldest">When the oldest that is neither done nor dead was stored.</param>
internal sealed record DeliveryCounts(IReadOnlyDictionary<DeliveryState, int> Numbers, DateTimeOffset? Oldest)
{
    /// <summary>Of those that are open, of the dead and of the done no more than so many are read.</summary>
    public const int Cap = 10_000;

    public string Text(DeliveryState state) => Numbers.GetValueOrDefault(state) is var number && number > Cap
        ? $"{Cap:N0}+"
        : number.ToString("N0", CultureInfo.GetCultureInfo("en-US"));

    public static async Task<DeliveryCounts> LoadAsync(SiteDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var messages = db.Set<OutboxMessage>().AsNoTracking();
        // Servers claim what has been due the longest, so those that run are among the first.
        var open = await messages.Open().OrderBy(message => message.DueAt).Take(Cap + 1)
            .Select(message => new
            {
                message.CreatedAt,
                State = message.LeasedUntil > now ? DeliveryState.Running
                    : message.Attempts + message.Misses > 0 ? DeliveryState.Retry : DeliveryState.Pending,
            })
            .GroupBy(message => message.State)
            .Select(group => new { State = group.Key, Number = group.Count(), Oldest = group.Min(each => each.CreatedAt) })
            .ToListAsync(cancellationToken);
        var numbers = open.ToDictionary(group => group.State, group => group.Number);
        numbers[DeliveryState.Dead] = await messages.Dead().OrderByDescending(message => message.DeadAt).Take(Cap + 1)
            .CountAsync(cancellationToken);
        numbers[DeliveryState.Done] = await messages.Done().OrderByDescending(message => message.DoneAt).Take(Cap + 1)
            .CountAsync(cancellationToken);
        return new(numbers, open.Count == 0 ? null : open.Min(group => group.Oldest));
    }
}
