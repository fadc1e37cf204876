using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using MySite.Admin.Models;
using MySite.Admin.Permissions;
using MySite.Data;

namespace MySite.Admin.History;

/// <summary>What somebody did last: the aside of Django's index.</summary>
internal sealed class RecentActions(SiteDbContext db, AdminSite site)
{
    private const int Shown = 10;

    // What is done to the rows of one object, and all at once, is one action on that object.
    private const int Read = 10 * Shown;

    public async Task<IReadOnlyList<RecentAction>> ListAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var id = Actor.IdOf(user);
        var labels = site.Models.Where(model => user.May(model, ModelAction.View)).ToDictionary(model => model.Label);
        var names = labels.Keys.ToArray();
        var entries = await db.Set<LogEntry>().AsNoTracking()
            .Where(entry => entry.UserId == id && id != null && names.Contains(entry.ParentModel ?? entry.Model))
            .OrderByDescending(entry => entry.Id).Take(Read).ToListAsync(cancellationToken);
        var actions = entries
            .GroupBy(entry => (entry.Operation, Model: entry.ParentModel ?? entry.Model, Id: entry.ParentId ?? entry.ObjectId))
            .Take(Shown).ToArray();
        var states = await db.FindStatesAsync(actions.Select(group => (group.Key.Model, group.Key.Id)), cancellationToken);
        return [.. actions.Select(group => RecentAction.Of(
            labels[group.Key.Model], group.Key.Id, [.. group],
            isGone: states.TryGetValue((group.Key.Model, group.Key.Id), out var state) && state.Action == LogAction.Deleted))];
    }
}
