using Microsoft.AspNetCore.Mvc;
using MySite.Admin.Models;
using MySite.Data;
using MySite.Signals;

namespace MySite.Admin.Forms;

/// <summary>Objects and their keys, for fields that take a key.</summary>
internal sealed class LookupModel(SiteDbContext db, AdminSite site, ISignalTransaction transaction)
    : ObjectPageModel(db, site, transaction)
{
    private const int Most = 20;

    [FromQuery(Name = "q")]
    public string? Text { get; set; }

    public IReadOnlyList<Option> Options { get; private set; } = [];

    public bool HasMore { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Enter(ModelAction.View) is { } refused)
            return refused;
        var related = RelatedSet.Of(Admin.Entity);
        var found = string.IsNullOrWhiteSpace(Text)
            ? await related.FirstAsync(Db, Most + 1, cancellationToken)
            : await related.SearchAsync(Db, Text.Trim(), Most + 1, cancellationToken);
        (Options, HasMore) = ([.. found.Take(Most)], found.Count > Most);
        return Page();
    }
}
