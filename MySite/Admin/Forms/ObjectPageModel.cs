using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using MySite.Admin.Models;
using MySite.Admin.Permissions;
using MySite.Data;
using MySite.Signals;

namespace MySite.Admin.Forms;

/// <summary>What the pages about one model and its objects have in common.</summary>
internal abstract class ObjectPageModel(SiteDbContext db, AdminSite site, ISignalTransaction transaction) : PageModel
{
    [FromRoute(Name = "app")]
    public string App { get; set; } = "";

    [FromRoute(Name = "model")]
    public string Model { get; set; } = "";

    /// <summary>The query of the list that led here, to go back to.</summary>
    [FromQuery(Name = "list")]
    public string? List { get; set; }

    public ModelAdmin Admin { get; private set; } = null!;

    protected SiteDbContext Db => db;

    public string ListUrl => $"{Admin.Url}{QueryString.Create(QueryHelpers.ParseQuery(List))}";

    /// <returns>What stands in the way; <see langword="null"/> if nothing does.</returns>
    protected IActionResult? Enter(ModelAction action)
    {
        if (site.Find(App, Model) is not { } admin)
            return NotFound();
        Admin = admin;
        return User.May(admin, action) ? null : Forbid();
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
}
