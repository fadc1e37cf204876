using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MySite.Accounts;

internal sealed class UserClaims(
    UserManager<User> users, RoleManager<IdentityRole<Guid>> roles, IOptions<IdentityOptions> options)
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
        if (user.TimeZone is { } zone)
            identity.AddClaim(new Claim(ZoneClaim.Type, zone));
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
