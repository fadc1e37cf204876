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

    [TempData]
    public int? VotedOn { get; set; }

    public string? Note => VotedOn == Question.Id ? VotedFor : null;

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken)
    {
        if (await db.FindPublishedAsync(id, clock.GetUtcNow(), cancellationToken) is not { } question)
            return NotFound();

        // The note of another question waits for its own page.
        if (VotedOn != id)
            TempData.Keep();

        Question = question;
        Votes = question.Choices.Sum(choice => (long)choice.Votes);
        Most = question.Choices.Max(choice => choice.Votes);
        return Page();
    }

    public bool Leads(Choice choice) => choice.Votes > 0 && choice.Votes == Most;
}
