using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using MySite.Accounts;
using MySite.Admin.Models;
using MySite.Admin.Permissions;
using MySite.Data;
using MySite.Polls;

namespace MySite.Admin;

internal sealed class IndexModel(SiteDbContext db, AdminSite site) : PageModel
{
    /// <summary>The models of which one may see anything.</summary>
    public IReadOnlyList<ModelAdmin> Models => site.ModelsFor(User);

    public IReadOnlyList<(string What, long Number)> Counts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var choices = db.Set<Choice>();
        Counts =
        [
            ("Questions", await db.Set<Question>().LongCountAsync(cancellationToken)),
            ("Choices", await choices.LongCountAsync(cancellationToken)),
            ("Votes", await choices.SumAsync(choice => (long)choice.Votes, cancellationToken)),
            ("Users", await db.Set<User>().LongCountAsync(cancellationToken)),
        ];
    }
}
