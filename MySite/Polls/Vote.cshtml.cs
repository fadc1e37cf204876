using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Data;
using MySite.Shared;

namespace MySite.Polls;

internal sealed class VoteModel(
    SiteDbContext db, Voting voting, IAuthorizationService authorization, TimeProvider clock) : PageModel
{
    public Ballot Ballot { get; private set; } = null!;

    [TempData]
    public string? VotedFor { get; set; }

    [TempData]
    public int? VotedOn { get; set; }

    public async Task<IActionResult> OnPostAsync(int id, CancellationToken cancellationToken)
    {
        // A form that cannot be read leaves even the id of the address unread.
        if (!ModelState.IsValid)
            return BadRequest();

        if (await db.FindPublishedAsync(id, clock.GetUtcNow(), cancellationToken) is not { } question)
            return NotFound();
        if (!(await authorization.AuthorizeAsync(User, ParticipantPolicy.Name)).Succeeded)
            return Refuse(question);

        if (Selected(question) is { } choice && await voting.CastAsync(id, choice.Id, cancellationToken))
        {
            (VotedOn, VotedFor) = (id, choice.ChoiceText);
            return RedirectToPage("Results", new { id });
        }

        Ballot = new Ballot(question, "You didn't select a choice.");
        return Page();
    }

    // Back to the form after the log-in: this address takes no visits.
    private IActionResult Refuse(Question question)
    {
        if (User.Identity is not { IsAuthenticated: true })
            return Challenge(new AuthenticationProperties { RedirectUri = Url.Page("Detail", new { question.Id }) });
        Ballot = new Ballot(question, "Your e-mail address has to be confirmed before you vote.", AsksToConfirm: true);
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }

    // Read by hand: whatever is not exactly one number of this question's choices counts as no choice.
    private Choice? Selected(Question question) =>
        Request.HasFormContentType && Request.Form["choice"] is [{ } text] &&
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? question.Choices.Find(choice => choice.Id == id)
            : null;
}
