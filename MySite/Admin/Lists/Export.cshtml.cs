using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Admin.Models;
using MySite.Admin.Permissions;
using MySite.Admin.TimeZones;
using MySite.Data;

namespace MySite.Admin.Lists;

/// <summary>Sends all rows that match, in their order, while they are read.</summary>
internal sealed class ExportModel(SiteDbContext db, EntityLists lists, StaffTime time) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string app, string model, CancellationToken cancellationToken)
    {
        if (lists.Find(db, app, model) is not { } list)
            return NotFound();
        if (!User.May(list.Model, ModelAction.View))
            return Forbid();

        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=\"{list.Model.Titles.Replace(' ', '-')}.csv\"";
        // With the mark at the beginning, without which Excel takes it for another encoding.
        await using var writer = new StreamWriter(Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteAsync(CsvLine.Of(list.Columns.Select(Heading), time));
        await foreach (var row in list.ReadAsync(db, list.QueryOf(Request), time).WithCancellation(cancellationToken))
            await writer.WriteAsync(CsvLine.Of(row, time));
        return new EmptyResult();
    }

    private string Heading(ListColumn column) =>
        column.Shown?.ReturnType is { } type && (Nullable.GetUnderlyingType(type) ?? type) == typeof(DateTimeOffset)
        && time.Zone.Id != "UTC"
            ? $"{column.Title} ({time.Zone.Id})"
            : column.Title;
}
