using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MimeKit;

namespace MySite.Email;

internal sealed class DevMailMessageModel(MailFolder folder) : PageModel
{
    internal string Id { get; private set; } = "";

    internal MimeMessage Message { get; private set; } = new();

    internal string Source { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (await folder.ReadAsync(id, cancellationToken) is not { } message)
            return NotFound();

        (Id, Message, Source) = (id, message, await folder.ReadSourceAsync(id, cancellationToken));
        HttpContext.Response.RegisterForDispose(message);
        return Page();
    }
}
