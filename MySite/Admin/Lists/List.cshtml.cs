using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Admin.Models;
using MySite.Admin.Permissions;
using MySite.Admin.TimeZones;
using MySite.Data;

namespace MySite.Admin.Lists;

internal sealed class ListModel(SiteDbContext db, EntityLists lists, StaffTime time) : PageModel
{
    [TempData]
    public string? Message { get; set; }

    public ListPage List { get; private set; } = null!;

    public string Path => $"admin/{List.Model.App}/{List.Model.Name}/";

    /// <summary>What the ticked rows can be put through.</summary>
    public IReadOnlyList<(string Name, string Title)> Actions =>
    [
        .. User.May(List.Model, ModelAction.Delete)
            ? [(ActModel.Delete, $"Delete selected {List.Model.Titles}")]
            : Array.Empty<(string, string)>(),
        .. List.Model.Actions.Where(action => User.May(List.Model, action.Permission))
            .Select(action => (action.Name, action.Title)),
    ];

    /// <summary>The list as the pages of its objects lead back to it.</summary>
    public string Back => List.Query.IsEmpty ? "" : new QueryString().Add("list", List.Query.ToString()[1..]).ToString();

    public async Task<IActionResult> OnGetAsync(string app, string model, CancellationToken cancellationToken)
    {
        if (lists.Find(db, app, model) is not { } list)
            return NotFound();
        if (!User.May(list.Model, ModelAction.View))
            return Forbid();
        List = await list.LoadAsync(db, list.QueryOf(Request), time, cancellationToken);
        return Page();
    }
}
