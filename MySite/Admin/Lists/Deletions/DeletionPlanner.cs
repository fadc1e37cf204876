using System.Security.Claims;
using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Admin.Models;
using MySite.Data;

namespace MySite.Admin.Lists.Deletions;

/// <summary>Tells before a deletion what it would take along: Django's confirmation of a deletion.</summary>
internal sealed class DeletionPlanner(SiteDbContext db, AdminSite site)
{
    /// <summary>So many objects are looked at; of more than these the plan says no more than that there are more.</summary>
    public const int MostObjects = RowCount.Cap;

    /// <param name="entities">What is to be deleted: objects of one declared model.</param>
    /// <param name="user">Who wants to.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<DeletionPlan> PlanAsync(
        IReadOnlyList<object> entities, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var draft = new DeletionDraft(site, user);
        if (entities is [])
            return draft.Plan();
        var type = db.Model.FindRuntimeEntityType(entities[0].GetType())!;
        object[] looked = [.. entities.Take(MostObjects)];
        var nodes = draft.AddRoots(type, looked, entities.Count > MostObjects);
        await FollowAsync(draft, type, looked, nodes, cancellationToken);
        return draft.Plan();
    }

    private async Task FollowAsync(
        DeletionDraft draft, IEntityType type, IReadOnlyList<object> principals, IReadOnlyList<DeletionNode> nodes,
        CancellationToken cancellationToken)
    {
        var dependents = new Dependents(db);
        foreach (var relation in Dependents.Of(type))
        {
            if (!Dependents.GoAlong(relation) && !Dependents.Protect(relation))
                continue;
            var found = await dependents.Rows(relation).TakeAsync(principals, MostObjects + 1, cancellationToken);
            if (Dependents.Protect(relation))
            {
                draft.Protect(relation.DeclaringEntityType, found.Select(dependent => dependent.Entity));
                continue;
            }
            var (entities, below) = draft.AddBelow(relation, principals, nodes, found);
            if (entities.Count > 0)
                await FollowAsync(draft, relation.DeclaringEntityType, entities, below, cancellationToken);
        }
    }
}
