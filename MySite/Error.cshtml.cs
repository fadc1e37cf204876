using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Shared;

namespace MySite;

/// <summary>Shown in place of a response that would have been a bare status code; keeps that status.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ErrorModel : PageModel
{
    public int Status { get; private set; }

    public string Heading => Text.Heading;

    public string Explanation => Text.Explanation;

    public string? RequestId =>
        Status >= StatusCodes.Status500InternalServerError
            ? Activity.Current?.Id ?? HttpContext.TraceIdentifier
            : null;

    private (string Heading, string Explanation) Text => Status switch
    {
        400 => ("That did not work", "The form was too old or not complete. Go back, reload the page and try again."),
        403 => ("Not for you", "Your account may not see this page."),
        404 => ("Page not found", "There is nothing at this address. It may have moved, or it is not published yet."),
        405 => ("Wrong way in", "This address takes no visits of this kind. Start from the poll itself."),
        < 500 => ("That did not work", "The site could not make sense of this request."),
        _ => ("Something broke", "The fault is ours and has been noted. Please try again in a moment."),
    };

    // Not in a handler: what went wrong may have come by any method. Not bound either: that reads the form, which may be
    // what went wrong.
    [NonHandler]
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        // Asked for by hand, when nothing went wrong.
        if (!HttpContext.IsReExecuted())
            context.Result = NotFound();
        else
            Response.StatusCode = Status = Convert.ToInt32(RouteData.Values["status"], CultureInfo.InvariantCulture);
    }
}
