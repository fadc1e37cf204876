using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MySite.Data;

namespace MySite.Accounts;

/// <summary>Nobody moves to a time zone that the site cannot reckon with.</summary>
/// <remarks>Who is in one already stays: else a server that has forgotten a zone could not count failed log-ins.</remarks>
internal sealed class TimeZoneValidator(SiteDbContext db) : IUserValidator<User>
{
    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user)
    {
        var entry = db.Entry(user);
        var isKept = entry.State is EntityState.Unchanged or EntityState.Modified && !entry.Property(u => u.TimeZone).IsModified;
        return Task.FromResult(isKept || user.TimeZone is null || KnownZones.Find(user.TimeZone) is not null
            ? IdentityResult.Success
            : IdentityResult.Failed(AccountErrors.InvalidTimeZone()));
    }
}
