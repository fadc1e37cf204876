using Microsoft.EntityFrameworkCore;
using MySite.Admin.Forms;
using MySite.Data;
using MySite.Signals;

namespace MySite.Admin.Lists.Editing;

/// <summary>Loads, reads and saves what is edited in the rows of a list.</summary>
internal sealed class ListEditor(
    SiteDbContext db, ISignalTransaction transaction, FormLoader loader, FormReader reader, FormWriter writer)
{
    private const string Row = "row";

    public async Task<ListForm> LoadAsync(EntityList list, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var found = await list.TrackAsync(db, keys, cancellationToken);
        var stored = found.ToDictionary(entity => KeyText.Of(db.Entry(entity)), StringComparer.Ordinal);
        return new ListForm(await loader.LoadAsync(
            list.Editable, keys.Select(key => stored.GetValueOrDefault(key)).OfType<object>(), PrefixOf, cancellationToken));
    }

    /// <summary>All rows or none, in one transaction.</summary>
    /// <returns>The form, and how many objects were changed; none of them if the form has errors.</returns>
    public async Task<(ListForm Form, int Changed)> SaveAsync(
        EntityList list, IFormCollection sent, CancellationToken cancellationToken)
    {
        try
        {
            return await transaction.ExecuteAsync(
                async (part, token) =>
                {
                    var form = await ReadAsync(list, sent, token);
                    var changed = form.Rows.Count(row => row.IsEdited);
                    await writer.WriteAsync(db.Model.FindEntityType(list.Model.Entity)!, form.Rows, token);
                    if (form.HasErrors)
                        return (form, 0);
                    await db.SaveChangesAsync(token);
                    await part.CompleteAsync(token);
                    return (form, changed);
                },
                cancellationToken);
        }
        catch (DbUpdateException error)
        {
            // Read once more, against what somebody has written who was quicker by a moment.
            var form = await ReadAsync(list, sent, cancellationToken);
            if (!form.HasErrors)
                form.Errors.Add(error is DbUpdateConcurrencyException
                    ? "Somebody else changed one of them at the same moment. Save again."
                    : "The database refused this, so nothing is saved. Look at what you wrote, and save again.");
            return (form, 0);
        }
    }

    private async Task<ListForm> ReadAsync(EntityList list, IFormCollection sent, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var prefixes = SentText.NumbersIn(sent, Row).Select(PrefixOf)
            .DistinctBy(prefix => sent[$"{prefix}key"].ToString(), StringComparer.Ordinal)
            .ToDictionary(prefix => sent[$"{prefix}key"].ToString(), StringComparer.Ordinal);
        var form = await LoadAsync(list, prefixes.Keys, cancellationToken);
        foreach (var row in form.Rows)
        {
            prefixes.Remove(row.Key, out var prefix);
            await reader.ReadAsync(row, sent, prefix!, cancellationToken);
        }
        foreach (var prefix in prefixes.Values)
            NoteMissing(form, list, prefix, sent, loader.Zone);
        return form;
    }

    // Its object is gone: what was written into it is told, and saved nowhere.
    private static void NoteMissing(
        ListForm form, EntityList list, string prefix, IFormCollection sent, TimeZoneInfo zone)
    {
        var lost = list.Editable.Select(field => (field.Label, Name: prefix + field.Name, State: new FieldState(field, prefix)))
            .Where(field => sent.ContainsKey($"initial.{field.Name}"))
            .Select(field => (field.Label, Text: SentText.Of(sent, field.State, field.Name, zone),
                Initial: SentText.InitialOf(sent, field.State, field.Name, zone)))
            .Where(field => field.Text != field.Initial)
            .Select(field => $"{field.Label}: “{field.Text}”").ToArray();
        if (lost.Length > 0)
            form.Errors.Add(
                $"One {list.Model.Title} was deleted while the page was open. You wrote {string.Join(", ", lost)}. "
                + "Nothing is saved yet: save again to save the rest.");
    }

    private static string PrefixOf(int number) => $"{Row}-{number}-";
}
