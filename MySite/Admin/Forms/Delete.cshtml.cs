using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using MySite.Admin.Lists.Deletions;
using MySite.Admin.Models;
using MySite.Data;
using MySite.Signals;

namespace MySite.Admin.Forms;

internal sealed class DeleteModel(
    SiteDbContext db, AdminSite site, ISignalTransaction transaction, DeletionPlanner planner, IServiceProvider services)
    : ObjectPageModel(db, site, transaction)
{
    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    public object Entity { get; private set; } = null!;

    public DeletionPlan Plan { get; private set; } = null!;

    /// <summary>Why it cannot be deleted, besides what the plan says.</summary>
    public string? Refusal { get; private set; }

    public bool IsAllowed => Plan.IsAllowed && Refusal is null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        Enter(ModelAction.Delete) ?? (await LoadAsync(cancellationToken) ? Page() : NotFound());

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Enter(ModelAction.Delete) is { } refused)
            return refused;
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        if (!IsAllowed)
            return Page();
        try
        {
            Refusal = await InTransactionAsync(() => DeleteAsync(cancellationToken), refusal => refusal is null,
                cancellationToken);
        }
        catch (DbUpdateException)
        {
            Refusal = "Something still refers to it, so it was not deleted.";
        }
        if (Refusal is not null)
            return Page();
        TempData["Message"] = $"The {Admin.Title} “{Entity}” was deleted successfully.";
        return LocalRedirect($"~{ListUrl}");
    }

    // What goes along is tracked first, so that its deletion is announced too.
    private async Task<string?> DeleteAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return "Somebody else has deleted it meanwhile.";
        await new Dependents(Db).TrackAsync(Admin.Entity, [Entity], cancellationToken);
        return Refusal ?? await Admin.DeleteAsync(services, Entity, User, cancellationToken);
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var type = Db.Model.FindEntityType(Admin.Entity)!;
        if (await RelatedSet.FindAsync(Db, type, Id, cancellationToken) is not { } entity)
            return false;
        Entity = entity;
        Plan = await planner.PlanAsync([entity], User, cancellationToken);
        Refusal = await Admin.WhyNotDeleteAsync(Db, entity, User, cancellationToken);
        return true;
    }
}
