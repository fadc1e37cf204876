using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MySite.Data;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Signals.Outbox;

namespace MySite.Accounts.Receivers;

/// <summary>Deletes what was delivered about somebody who is gone: payloads have the name and the address in them.</summary>
/// <remarks>By the text of the payload, which has the id, or of a request for a reset nothing but what was typed. What waits
/// is still delivered, and the goodbye is among it.</remarks>
internal sealed class ForgetDeliveries(SiteDbContext db) : IReceiver<UserDeleted>
{
    public async ValueTask ReceiveAsync(UserDeleted payload, CancellationToken cancellationToken)
    {
        var id = Written(payload.UserId);
        var email = Written(payload.Email ?? payload.UserId);
#pragma warning disable CA1304, CA1311, CA1862 // The database does it.
        await db.Set<OutboxMessage>().Where(message => message.DoneAt != null || message.DeadAt != null)
            .Where(message => message.Payload.Contains(id) || message.Payload.ToLower().Contains(email))
            .ExecuteDeleteAsync(cancellationToken);
#pragma warning restore CA1304, CA1311, CA1862
    }

    private static string Written(string value) => $"\"{JsonEncodedText.Encode(value)}\"".ToLowerInvariant();
}
