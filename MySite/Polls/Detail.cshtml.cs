using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MySite.Polls;

internal sealed class DetailModel(PollCache polls) : PageModel
{
    public Ballot Ballot { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken)
    {
        if (await polls.FindAsync(id, cancellationToken) is not { } poll)
            return NotFound();

        Ballot = new Ballot(poll);
        return Page();
    }
}
