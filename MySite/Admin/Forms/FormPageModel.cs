using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using MySite.Admin.Models;
using MySite.Data;
using MySite.Signals;

namespace MySite.Admin.Forms;

/// <summary>What the pages that add and change an object have in common.</summary>
internal abstract class FormPageModel(SiteDbContext db, AdminSite site, ISignalTransaction transaction)
    : ObjectPageModel(db, site, transaction)
{
    /// <summary>Whether another form opened the page, to be told what was saved: Django's <c>_popup</c>.</summary>
    public bool IsPopup => Request.Query.ContainsKey("_popup");

    /// <summary>What a pop-up has to tell the form that opened it.</summary>
    public SavedObject? Saved { get; private set; }

    public ObjectForm Form { get; protected set; } = null!;

    public bool MayEdit { get; private protected set; } = true;

    /// <summary>Reads, writes and saves in one transaction, of which nothing is left if the form has errors.</summary>
    protected async Task<IActionResult> SaveAsync(Func<Task<object?>> write, string done, CancellationToken cancellationToken)
    {
        object? saved = null;
        try
        {
            saved = await InTransactionAsync(
                async () =>
                {
                    var entity = await write();
                    if (entity is not null)
                        await Db.SaveChangesAsync(cancellationToken);
                    return entity;
                },
                entity => entity is not null,
                cancellationToken);
        }
        catch (DbUpdateException error)
        {
            // Somebody was quicker by a moment: the form is read once more, against what they have written.
            Db.ChangeTracker.Clear();
            await write();
            Db.ChangeTracker.Clear();
            if (!Form.HasErrors)
                Form.Errors.Add(error is DbUpdateConcurrencyException
                    ? "Somebody else changed this at the same moment. Save again."
                    : "Somebody else changed this at the same moment, or the database refuses it. Save again.");
        }
        if (saved is null)
        {
            foreach (var inline in Form.Inlines)
                inline.AddBlanks();
            return Page();
        }
        if (IsPopup)
        {
            Saved = new SavedObject(done, KeyText.Of(Db.Entry(saved)), saved.ToString() ?? "");
            return Page();
        }
        TempData["Message"] = $"The {Admin.Title} “{saved}” was {done} successfully.";
        return LocalRedirect($"~{Next(saved)}");
    }

    private string Next(object saved)
    {
        var query = List is { Length: > 0 } list ? $"?list={Uri.EscapeDataString(list)}" : "";
        if (Request.Form.ContainsKey("_continue"))
            return $"{Admin.UrlOf(KeyText.Of(Db.Entry(saved)))}{query}";
        return Request.Form.ContainsKey("_addanother") ? $"{Admin.Url}add/{query}" : ListUrl;
    }
}
