using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using MySite.Data;

namespace MySite.Accounts;

internal sealed class UserClaims(
    UserManager<User> users, RoleManager<IdentityRole<Guid>> roles, IOptions<IdentityOptions> options, SiteDbContext db,
    AccountQueries queries)
    : UserClaimsPrincipalFactory<User, IdentityRole<Guid>>(users, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(User user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (!user.IsActive)
            return WithoutRights(identity);
        if (user.IsStaff || user.IsSuperuser)
            identity.AddClaim(new Claim(StaffClaim.Type, "true", ClaimValueTypes.Boolean));
        if (user.IsSuperuser)
            identity.AddClaim(new Claim(StaffClaim.Superuser, "true", ClaimValueTypes.Boolean));
        if (user.EmailConfirmed)
            identity.AddClaim(new Claim(ConfirmedClaim.Type, "true", ClaimValueTypes.Boolean));
        if (user.TimeZone is { } zone)
            identity.AddClaim(new Claim(ZoneClaim.Type, zone));
        if (await queries.DisplayNameAsync(db, user.Id, CancellationToken.None) is { Length: > 0 } name && name != user.UserName)
            identity.AddClaim(new Claim(DisplayNameClaim.Type, name));
        return identity;
    }

    // Only who it is: flags, permissions and groups are worth nothing while the account is not active.
    private ClaimsIdentity WithoutRights(ClaimsIdentity identity)
    {
        var kept = Options.ClaimsIdentity;
        foreach (var claim in identity.Claims.ToList())
            if (claim.Type != kept.UserIdClaimType && claim.Type != kept.UserNameClaimType
                && claim.Type != kept.SecurityStampClaimType)
                identity.RemoveClaim(claim);
        return identity;
    }
}
