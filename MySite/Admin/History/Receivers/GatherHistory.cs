using Microsoft.EntityFrameworkCore;
using MySite.Accounts.Personal;
using MySite.Data;
using MySite.Signals;

namespace MySite.Admin.History.Receivers;

/// <summary>What somebody did in the administration.</summary>
internal sealed class GatherHistory(SiteDbContext db) : IReceiver<PersonalDataAsked>
{
    public async ValueTask ReceiveAsync(PersonalDataAsked payload, CancellationToken cancellationToken) =>
        payload.Data.Add("administration", await db.Set<LogEntry>().Where(entry => entry.UserId == payload.UserId)
            .OrderByDescending(entry => entry.Id)
            .Select(entry => new
            {
                entry.Time,
                entry.Action,
                entry.Model,
                entry.ObjectId,
                entry.ObjectText,
                entry.RemoteAddress,
            }).ToListAsync(cancellationToken));
}
