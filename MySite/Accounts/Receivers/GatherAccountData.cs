using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MySite.Accounts.LogIns;
using MySite.Accounts.Personal;
using MySite.Data;
using MySite.Signals;

namespace MySite.Accounts.Receivers;

/// <summary>What this room knows of somebody, field by field: nothing that opens a door.</summary>
internal sealed class GatherAccountData(SiteDbContext db) : IReceiver<PersonalDataAsked>
{
    // Whoever is under attack has more failed log-ins than anybody reads.
    private const int MostLogIns = 10_000;

    public async ValueTask ReceiveAsync(PersonalDataAsked payload, CancellationToken cancellationToken)
    {
        var (id, data) = (payload.UserId, payload.Data);
        data.Add("user", await db.Users.Where(user => user.Id == id).Select(user => new
        {
            user.Id,
            user.UserName,
            user.Email,
            user.EmailConfirmed,
            user.PhoneNumber,
            user.TimeZone,
            user.DateJoined,
            user.LastLogin,
            user.IsActive,
            user.IsStaff,
            user.IsSuperuser,
            user.TwoFactorEnabled,
        }).SingleAsync(cancellationToken));
        data.Add("profile", await db.Set<Profile>().Where(profile => profile.UserId == id)
            .Select(profile => new { profile.DisplayName, profile.AvatarSvg }).ToListAsync(cancellationToken));
        data.Add("logIns", await db.Set<LogInRecord>().Where(record => record.UserId == id)
            .OrderByDescending(record => record.Time).Take(MostLogIns)
            .Select(record => new
            {
                record.Time,
                record.Method,
                record.Succeeded,
                record.RemoteAddress,
                record.UserAgent,
            }).ToListAsync(cancellationToken));
        data.Add("externalLogIns", await db.UserLogins.Where(login => login.UserId == id)
            .Select(login => new { login.LoginProvider, login.ProviderDisplayName }).ToListAsync(cancellationToken));
        data.Add("groups", await db.UserRoles.Where(member => member.UserId == id)
            .Join(db.Roles, member => member.RoleId, group => group.Id, (_, group) => group.Name)
            .ToListAsync(cancellationToken));
        var passkeys = await db.Set<IdentityUserPasskey<Guid>>().AsNoTracking()
            .Where(passkey => passkey.UserId == id).ToListAsync(cancellationToken);
        data.Add("passkeys", passkeys.Select(passkey => new { passkey.Data.Name, passkey.Data.CreatedAt }));
    }
}
