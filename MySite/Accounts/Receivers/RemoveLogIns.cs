using Microsoft.EntityFrameworkCore;
using MySite.Accounts.LogIns;
using MySite.Signals;
using MySite.Signals.EntityFramework;

namespace MySite.Accounts.Receivers;

/// <summary>Takes a user's log-ins along, in one statement: there may be many.</summary>
internal sealed class RemoveLogIns : IReceiver<PreDelete<User>>
{
    public async ValueTask ReceiveAsync(PreDelete<User> payload, CancellationToken cancellationToken) =>
        await payload.Context.Set<LogInRecord>().Where(record => record.UserId == payload.Entity.Id)
            .ExecuteDeleteAsync(cancellationToken);
}
