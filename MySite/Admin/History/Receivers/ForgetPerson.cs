using Microsoft.EntityFrameworkCore;
using MySite.Accounts;
using MySite.Admin.Models;
using MySite.Data;
using MySite.Signals;
using MySite.Signals.Identity;

namespace MySite.Admin.History.Receivers;

/// <summary>Takes the name and the addresses of whoever deleted their own account out of the history. Whom staff delete stays
/// in it by name.</summary>
internal sealed class ForgetPerson(SiteDbContext db, AdminSite site, Actor actor) : IReceiver<UserDeleted>
{
    public const string Nobody = "a deleted account";

    public async ValueTask ReceiveAsync(UserDeleted payload, CancellationToken cancellationToken)
    {
        if (actor.Current.UserId is not { } id || $"{id}" != payload.UserId)
            return;
        var (log, label) = (db.Set<LogEntry>(), site.Find(typeof(User))!.Label);
        await log.Where(entry => entry.UserId == id).ExecuteUpdateAsync(
            set => set.SetProperty(entry => entry.UserName, Nobody)
                .SetProperty(entry => entry.RemoteAddress, (string?)null),
            cancellationToken);
        await log.Where(entry => entry.Model == label && entry.ObjectId == payload.UserId).ExecuteUpdateAsync(
            set => set.SetProperty(entry => entry.ObjectText, Nobody).SetProperty(entry => entry.Changes, "[]"),
            cancellationToken);
    }
}
