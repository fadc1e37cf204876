using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using MySite.Shared;

namespace MySite.Accounts;

/// <summary>In the cookie of those who have confirmed their address: OpenID Connect's <c>email_verified</c>.</summary>
internal static class ConfirmedClaim
{
    public const string Type = "email_verified";

    public static void AddPolicy(AuthorizationOptions authorization, IOptions<AccountsOptions> accounts) =>
        authorization.AddPolicy(ParticipantPolicy.Name, policy => policy.RequireAssertion(asked =>
            !accounts.Value.RequireConfirmedEmail || asked.User.HasClaim(claim => claim.Type == Type)));
}
