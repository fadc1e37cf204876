using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Data;

namespace MySite.Polls;

internal sealed class DetailModel(SiteDbContext db, TimeProvider clock) : PageModel
{
    public Ballot Ballot { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken)
    {
        if (await db.FindPublishedAsync(id, clock.GetUtcNow(), cancellationToken) is not { } question)
            return NotFound();

        Ballot = new Ballot(question);
        return Page();
    }
}
