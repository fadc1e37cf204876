using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Shared;

namespace MySite.Polls;

internal sealed class VoteModel(
    PollCache polls, Voting voting, IAuthorizationService authorization) : PageModel
{
    public Ballot Ballot { get; private set; } = null!;

    [TempData]
    public int? VotedFor { get; set; }

    [TempData]
    public int? VotedOn { get; set; }

    public async Task<IActionResult> OnPostAsync(int id, CancellationToken cancellationToken)
    {
        // A form that cannot be read leaves even the id of the address unread.
        if (!ModelState.IsValid)
            return BadRequest();

        var mayVote = (await authorization.AuthorizeAsync(User, ParticipantPolicy.Name)).Succeeded;
        if (mayVote && Selected() is { } choice && await voting.CastAsync(id, choice))
        {
            (VotedOn, VotedFor) = (id, choice);
            return RedirectToPage("Results", new { id });
        }

        if (await polls.FindAsync(id, cancellationToken) is not { } poll)
            return NotFound();
        if (!mayVote)
            return Refuse(poll);

        Ballot = new Ballot(poll, "You didn't select a choice.");
        return Page();
    }

    // Back to the form after the log-in: this address takes no visits.
    private IActionResult Refuse(Poll poll)
    {
        if (User.Identity is not { IsAuthenticated: true })
            return Challenge(new AuthenticationProperties { RedirectUri = Url.Page("Detail", new { poll.Id }) });
        Ballot = new Ballot(poll, "Your e-mail address has to be confirmed before you vote.", AsksToConfirm: true);
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }

    // Read by hand: whatever is not exactly one number counts as no choice.
    private int? Selected() =>
        Request.HasFormContentType && Request.Form["choice"] is [{ } text] &&
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var choice) ? choice : null;
}
