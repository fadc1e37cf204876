using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Admin.Models;
using MySite.Admin.Permissions;
using MySite.Data;
using MySite.Signals;

namespace MySite.Admin.Forms;

/// <summary>What the pages that add and change an object have in common.</summary>
internal abstract class ObjectPageModel(SiteDbContext db, AdminSite site, ISignalTransaction transaction) : PageModel
{
    [FromRoute(Name = "app")]
    public string App { get; set; } = "";

    [FromRoute(Name = "model")]
    public string Model { get; set; } = "";

    /// <summary>The query of the list that led here, to go back to.</summary>
    [FromQuery(Name = "list")]
    public string? List { get; set; }

    /// <summary>Whether another form opened the page, to be told what was saved: Django's <c>_popup</c>.</summary>
    public bool IsPopup => Request.Query.ContainsKey("_popup");

    /// <summary>What a pop-up has to tell the form that opened it.</summary>
    public SavedObject? Saved { get; private set; }

    public ModelAdmin Admin { get; private set; } = null!;

    public ObjectForm Form { get; protected set; } = null!;

    public bool MayEdit { get; private protected set; } = true;

    protected SiteDbContext Db => db;

    public string ListUrl => $"{Admin.Url}{(List is { Length: > 0 } list ? $"?{list.TrimStart('?')}" : "")}";

    /// <returns>What stands in the way; <see langword="null"/> if nothing does.</returns>
    protected IActionResult? Enter(ModelAction action)
    {
        if (site.Find(App, Model) is not { } admin)
            return NotFound();
        Admin = admin;
        return User.May(admin, action) ? null : Forbid();
    }

    /// <summary>Reads, writes and saves in one transaction, of which nothing is left if the form has errors.</summary>
    protected async Task<IActionResult> SaveAsync(Func<Task<object?>> write, string done, CancellationToken cancellationToken)
    {
        var saved = await InTransactionAsync(
            async () =>
            {
                var entity = await write();
                if (entity is not null)
                    await db.SaveChangesAsync(cancellationToken);
                return entity;
            },
            entity => entity is not null,
            cancellationToken);
        if (saved is null)
        {
            foreach (var inline in Form.Inlines)
                inline.AddBlanks();
            return Page();
        }
        if (IsPopup)
        {
            Saved = new SavedObject(done, KeyText.Of(db.Entry(saved)), saved.ToString() ?? "");
            return Page();
        }
        TempData["Message"] = $"The {Admin.Title} “{saved}” was {done} successfully.";
        return LocalRedirect($"~{Next(saved)}");
    }

    /// <summary>Does it with nothing tracked from before, and keeps it if <paramref name="isDone"/> says so.</summary>
    protected Task<T> InTransactionAsync<T>(Func<Task<T>> act, Predicate<T> isDone, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            async (part, token) =>
            {
                db.ChangeTracker.Clear();
                var result = await act();
                if (isDone(result))
                    await part.CompleteAsync(token);
                return result;
            },
            cancellationToken);

    private string Next(object saved)
    {
        var query = List is { Length: > 0 } list ? $"?list={Uri.EscapeDataString(list)}" : "";
        if (Request.Form.ContainsKey("_continue"))
            return $"{Admin.UrlOf(KeyText.Of(db.Entry(saved)))}{query}";
        return Request.Form.ContainsKey("_addanother") ? $"{Admin.Url}add/{query}" : ListUrl;
    }
}
