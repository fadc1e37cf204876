using Microsoft.EntityFrameworkCore;
using MySite.Data;
using MySite.Signals;
using MySite.Signals.Identity;

namespace MySite.Accounts.Receivers;

/// <summary>
/// Notes the time of a log-in, which ends a row of lock-outs: those columns alone, whatever was changed on the user in memory.
/// </summary>
internal sealed class UpdateLastLogin(SiteDbContext db, TimeProvider clock) : IReceiver<UserLoggedIn>
{
    public async ValueTask ReceiveAsync(UserLoggedIn payload, CancellationToken cancellationToken)
    {
        var id = Guid.Parse(payload.UserId);
        DateTimeOffset? now = clock.GetUtcNow();
        await db.Users.Where(user => user.Id == id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(user => user.LastLogin, now).SetProperty(user => user.LockOutsInARow, 0),
                cancellationToken);
    }
}
