using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NetEscapades.AspNetCore.SecurityHeaders;

namespace MySite.Email;

// A mail's styles are inline, which the site's own policy refuses: this page brings a policy for what it shows.
[SecurityHeadersPolicy(HeaderPolicy)]
internal sealed class DevMailHtmlModel(MailFolder folder) : PageModel
{
    internal const string HeaderPolicy = nameof(DevMailHtmlModel);

    private const string ContentPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

    internal static void AddHeaders(HeaderPolicyCollection headers) =>
        headers.AddContentTypeOptionsNoSniff().AddFrameOptionsSameOrigin().AddReferrerPolicyNoReferrer();

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        using var message = await folder.ReadAsync(id, cancellationToken);
        if (message?.HtmlBody is not { } html)
            return NotFound();

        Response.Headers.ContentSecurityPolicy = ContentPolicy;
        return Content(html, "text/html; charset=utf-8");
    }
}
