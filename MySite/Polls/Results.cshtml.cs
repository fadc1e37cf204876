using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Data;

namespace MySite.Polls;

internal sealed class ResultsModel(SiteDbContext db, TimeProvider clock) : PageModel
{
    public Question Question { get; private set; } = null!;

    public long Votes { get; private set; }

    public int Most { get; private set; }

    [TempData]
    public string? VotedFor { get; set; }

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken)
    {
        if (await db.FindPublishedAsync(id, clock.GetUtcNow(), cancellationToken) is not { } question)
            return NotFound();

        Question = question;
        Votes = question.Choices.Sum(choice => (long)choice.Votes);
        Most = question.Choices.Max(choice => choice.Votes);
        return Page();
    }

    public bool Leads(Choice choice) => choice.Votes > 0 && choice.Votes == Most;
}
