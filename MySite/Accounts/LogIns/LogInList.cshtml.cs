using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MySite.Data;
using MySite.Signals.Identity;

namespace MySite.Accounts.LogIns;

[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class LogInListModel(
    UserManager<User> users, SiteDbContext db, IOptions<AccountsOptions> options, TimeProvider clock) : PageModel
{
    public const int Limit = 50;

    public int Days => (int)Math.Ceiling(options.Value.LogInHistory.TotalDays);

    public IReadOnlyList<LogInRecord> Records { get; private set; } = [];

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public bool HasZone { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await users.GetUserAsync(User) is not { } user)
            return Forbid();

        var zone = KnownZones.Find(user.TimeZone);
        (HasZone, Zone) = (zone is not null, zone ?? TimeZoneInfo.Utc);
        // What is too old is not shown, though it may wait for its purge.
        var from = clock.GetUtcNow() - options.Value.LogInHistory;
        Records = await db.Set<LogInRecord>().AsNoTracking()
            .Where(record => record.UserId == user.Id && record.Time >= from)
            .OrderByDescending(record => record.Time).ThenByDescending(record => record.Id)
            .Take(Limit).ToListAsync(cancellationToken);
        return Page();
    }

    public static string TextOf(LoginMethod method) => method switch
    {
        LoginMethod.Direct => "Sign-up",
        LoginMethod.TwoFactor => "Code",
        LoginMethod.TwoFactorAuthenticator => "Authenticator app",
        LoginMethod.TwoFactorRecoveryCode => "Recovery code",
        LoginMethod.External => "Account elsewhere",
        _ => method.ToString(),
    };
}
