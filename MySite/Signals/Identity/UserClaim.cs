using System.Security.Claims;

namespace MySite.Signals.Identity;

/// <summary>As much of a claim as Identity stores.</summary>
/// <param name="Type">The claim's type.</param>
/// <param name="Value">The claim's value.</param>
public sealed record UserClaim(string Type, string Value)
{
    internal static UserClaim Of(Claim claim) => new(claim.Type, claim.Value);
}
