using Microsoft.EntityFrameworkCore;
using MySite.Data;
using MySite.Signals;
using MySite.Signals.Outbox;

namespace MySite.Admin.Outbox;

/// <summary>Whom deliveries may be for: receivers that are wired, and those of the latest dead, which may be gone.</summary>
internal sealed class DeliveryReceivers(ISignalHub hub, SiteDbContext db)
{
    private const int Looked = 1000;

    public async Task<IReadOnlyList<string>> ListAsync(string? chosen, CancellationToken cancellationToken)
    {
        var dead = await db.Set<OutboxMessage>().Dead().OrderByDescending(message => message.DeadAt).Take(Looked)
            .Select(message => message.Receiver).Distinct().ToListAsync(cancellationToken);
        return [.. hub.Connections.Where(connection => connection.Phase == ConnectionPhase.Durable)
            .Select(connection => connection.Key ?? connection.Receiver).Concat(dead).Append(chosen).OfType<string>()
            .Distinct().Order(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The type that payloads of a signal are of; <see langword="null"/> if nobody listens to it durably.</summary>
    public string? PayloadOf(string signal) => hub.Connections
        .FirstOrDefault(connection => connection.Phase == ConnectionPhase.Durable && connection.Signal.Name == signal)
        ?.Signal.PayloadType is { } type ? ReceiverName.Of(type) : null;
}
