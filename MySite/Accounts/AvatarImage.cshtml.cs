using System.Net.Mime;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using MySite.Data;

namespace MySite.Accounts;

/// <summary>The picture of whoever is logged in; an empty frame until the background task has drawn it.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class AvatarImageModel(UserManager<User> users, SiteDbContext db) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var id = Guid.Parse(users.GetUserId(User)!);
        var drawn = await db.Set<Profile>().Where(profile => profile.UserId == id).Select(profile => profile.AvatarSvg)
            .SingleOrDefaultAsync(cancellationToken);
        return Content(drawn ?? Avatar.Empty, MediaTypeNames.Image.Svg);
    }
}
