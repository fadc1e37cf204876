using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;
using MySite.Admin.Forms;
using MySite.Admin.Lists.Deletions;
using MySite.Admin.Models;
using MySite.Admin.Permissions;
using MySite.Admin.TimeZones;
using MySite.Data;

namespace MySite.Admin.Lists;

/// <summary>Puts chosen rows through an action, after a question where it asks one.</summary>
[RequestFormLimits(ValueCountLimit = ChangeModel.MaxValues)]
internal sealed class ActModel(SiteDbContext db, EntityLists lists, DeletionPlanner planner, StaffTime time) : PageModel
{
    public const string Delete = "delete_selected";

    [TempData]
    public string? Message { get; set; }

    public EntityList List { get; private set; } = null!;

    /// <summary>What else the form held, to be sent again with the answer.</summary>
    public IReadOnlyList<(string Name, string? Value)> Fields { get; private set; } = [];

    public string Heading { get; private set; } = "Are you sure?";

    public string? Question { get; private set; }

    public RowCount Count { get; private set; } = new(0, IsMore: false);

    public DeletionPlan? Plan { get; private set; }

    public string? Error { get; private set; }

    public ListQuery Query => List.QueryOf(Request);

    public string Path => $"admin/{List.Model.App}/{List.Model.Name}/";

    public async Task<IActionResult> OnPostAsync(string app, string model, CancellationToken cancellationToken)
    {
        if (lists.Find(db, app, model) is not { } list)
            return NotFound();
        List = list;
        var name = Request.Form["action"].ToString();
        var action = list.Model.Actions.FirstOrDefault(action => action.Name == name);
        if (!User.May(list.Model, ModelAction.View))
            return Forbid();
        if (action is null && name != Delete)
            return Back("No action was chosen, so nothing was done.");
        if (!User.May(list.Model, action?.Permission ?? ModelAction.Delete))
            return Forbid();

        StringValues keys = Request.Form["selected"], all = Request.Form["all"];
        if (keys.Count == 0 && all.Count == 0)
            return Back($"Tick the {list.Model.Titles} to do it with. Nothing was done.");
        Fields = [("action", name), .. all.Select(value => ("all", value)), .. keys.Select(key => ("selected", key))];
        var selection = all.Count > 0 ? list.Matching(db, Query, time) : list.WithKeys(db, keys.OfType<string>());
        return action is null
            ? await DeleteAsync(selection, cancellationToken)
            : await RunAsync(action, selection, cancellationToken);
    }

    private bool IsConfirmed => Request.Form.ContainsKey("confirmed");

    private async Task<IActionResult> RunAsync(ListAction action, Selection selection, CancellationToken cancellationToken)
    {
        if (action.Question is not null && !IsConfirmed)
        {
            (Heading, Question) = (action.Title, action.Question);
            Count = await selection.CountAsync(cancellationToken);
            return Page();
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var number = await action.RunAsync(db, selection.Rows, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Back($"{action.Title}: {Shared.Count.Of(number, List.Model.Title, List.Model.Titles)}.");
    }

    private async Task<IActionResult> DeleteAsync(Selection selection, CancellationToken cancellationToken)
    {
        var objects = await selection.TakeAsync(DeletionPlanner.MostObjects + 1, cancellationToken);
        Plan = await planner.PlanAsync(objects, User, cancellationToken);
        if (!IsConfirmed || !Plan.IsAllowed)
            return Page();
        try
        {
            var number = await selection.DeleteAsync(cancellationToken);
            var deleted = Shared.Count.Of(number, List.Model.Title, List.Model.Titles);
            return Back($"{deleted} {(number == 1 ? "was" : "were")} deleted.");
        }
        catch (DbUpdateException)
        {
            Error = "Something still refers to them, so none was deleted.";
            return Page();
        }
    }

    private LocalRedirectResult Back(string message)
    {
        Message = message;
        return LocalRedirect($"~/{Path}{Query}");
    }
}
