using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MySite.Email;

internal sealed class DevMailHtmlModel(MailFolder folder) : PageModel
{
    internal const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        using var message = await folder.ReadAsync(id, cancellationToken);
        if (message?.HtmlBody is not { } html)
            return NotFound();

        Response.Headers.ContentSecurityPolicy = Policy;
        Response.Headers.XContentTypeOptions = "nosniff";
        return Content(html, "text/html; charset=utf-8");
    }
}
