using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace MySite.Polls;

[OutputCache(PolicyName = PollPagePolicy.Name)]
internal sealed class ResultsModel(PollCache polls) : PageModel
{
    public Poll Poll { get; private set; } = null!;

    public long Votes { get; private set; }

    public int Most { get; private set; }

    [TempData]
    public int? VotedFor { get; set; }

    [TempData]
    public int? VotedOn { get; set; }

    public string? Note =>
        VotedOn == Poll.Id ? Poll.Choices.FirstOrDefault(choice => choice.Id == VotedFor)?.Text : null;

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken)
    {
        if (await polls.FindAsync(id, cancellationToken) is not { } poll)
            return NotFound();

        // The note of another question waits for its own page.
        if (VotedOn != id)
            TempData.Keep();

        Poll = poll;
        Votes = poll.Choices.Sum(choice => (long)choice.Votes);
        Most = poll.Choices.Max(choice => choice.Votes);
        return Page();
    }

    public bool Leads(PollChoice choice) => choice.Votes > 0 && choice.Votes == Most;
}
