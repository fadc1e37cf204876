using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Data;

namespace MySite.Polls;

internal sealed class IndexModel(SiteDbContext db, PollList list) : PageModel
{
    public IReadOnlyList<PollCard> Polls { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Polls = await list.GetAsync(db, cancellationToken);
}
