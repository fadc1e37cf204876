using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MySite.Data;
using MySite.Signals.Outbox;

namespace MySite.Admin.Outbox;

/// <summary>How many deliveries there are by state, as far as it is worth counting.</summary>
/// <param name="Found">How many were read of each state; one that is missing has none.</param>
/// <param name="Oldest">When the oldest that is neither done nor dead was stored, be it counted or not.</param>
internal sealed record DeliveryCounts(IReadOnlyDictionary<DeliveryState, int> Found, DateTimeOffset? Oldest)
{
    /// <summary>Of those that are open, of the dead and of the done no more than so many are counted.</summary>
    public const int Cap = 10_000;

    /// <summary>Whether there are more open ones, of whatever state, than are counted.</summary>
    public bool HasMoreOpen => Found.Where(state => IsOpen(state.Key)).Sum(state => state.Value) > Cap;

    public int this[DeliveryState state] => Math.Min(Found.GetValueOrDefault(state), Cap);

    /// <summary>Whether there may be more than the number says.</summary>
    public bool IsAtLeast(DeliveryState state) => IsOpen(state) ? HasMoreOpen : Found.GetValueOrDefault(state) > Cap;

    public string Text(DeliveryState state) =>
        $"{this[state].ToString("N0", CultureInfo.GetCultureInfo("en-US"))}{(IsAtLeast(state) ? "+" : "")}";

    public static async Task<DeliveryCounts> LoadAsync(SiteDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var messages = db.Set<OutboxMessage>().AsNoTracking();
        // Servers claim what has been due the longest, so those that run are among the first.
        var found = await messages.Open().LongestDue().Take(Cap + 1)
            .Select(DeliveryQueries.OpenStateAt(now)).GroupBy(state => state)
            .Select(group => new { State = group.Key, Number = group.Count() })
            .ToDictionaryAsync(group => group.State, group => group.Number, cancellationToken);
        found[DeliveryState.Dead] = await messages.Dead().OrderBy(message => message.DoneAt).ThenBy(message => message.DeadAt)
            .Take(Cap + 1).CountAsync(cancellationToken);
        found[DeliveryState.Done] = await messages.Done().OrderByDescending(message => message.DoneAt).Take(Cap + 1)
            .CountAsync(cancellationToken);
        return new(found, await messages.Ages().FirstOrDefaultAsync(cancellationToken));
    }

    private static bool IsOpen(DeliveryState state) => state is not (DeliveryState.Dead or DeliveryState.Done);
}
