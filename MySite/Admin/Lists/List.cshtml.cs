using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Admin.Forms;
using MySite.Admin.Lists.Editing;
using MySite.Admin.Models;
using MySite.Admin.Permissions;
using MySite.Admin.TimeZones;
using MySite.Data;
using MySite.Shared;

namespace MySite.Admin.Lists;

[RequestFormLimits(ValueCountLimit = ChangeModel.MaxValues)]
internal sealed class ListModel(SiteDbContext db, EntityLists lists, ListEditor editor, StaffTime time) : PageModel
{
    [TempData]
    public string? Message { get; set; }

    public ListPage List { get; private set; } = null!;

    /// <summary>What can be edited in the rows; <see langword="null"/> if nothing can.</summary>
    public ListForm? Form { get; private set; }

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
        if (list.Editable.Count > 0 && List.Page.Rows.Count > 0 && User.May(list.Model, ModelAction.Change))
            Form = await editor.LoadAsync(list, List.Page.Rows.Select(row => row.Key), cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string app, string model, CancellationToken cancellationToken)
    {
        if (lists.Find(db, app, model) is not { } list)
            return NotFound();
        if (!User.May(list.Model, ModelAction.Change))
            return Forbid();
        if (list.Editable.Count == 0)
            return NotFound();
        (Form, var changed) = await editor.SaveAsync(list, Request.Form, cancellationToken);
        if (Form.HasErrors)
            return await RefuseAsync(list, Form, cancellationToken);
        Message = changed == 0 ? "Nothing was changed."
            : $"{Count.Of(changed, list.Model.Title, list.Model.Titles)} {(changed == 1 ? "was" : "were")} changed.";
        return LocalRedirect($"~/admin/{app}/{model}/{list.QueryOf(Request)}");
    }

    // The rows that were sent, wherever they would stand by now.
    private async Task<PageResult> RefuseAsync(EntityList list, ListForm form, CancellationToken cancellationToken)
    {
        string[] keys = [.. form.Rows.Select(row => row.Key)];
        var rows = await list.RowsAsync(db, keys, time, cancellationToken);
        List = await list.LoadAsync(db, list.QueryOf(Request), time, cancellationToken);
        List = List with { Page = List.Page with { Rows = [.. rows.OrderBy(row => Array.IndexOf(keys, row.Key))] } };
        return Page();
    }
}
