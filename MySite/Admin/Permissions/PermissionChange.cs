using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace MySite.Admin.Permissions;

/// <summary>From the permissions that somebody had to those that a form asks for.</summary>
internal sealed record PermissionChange(IReadOnlyList<string> Added, IReadOnlyList<string> Removed)
{
    /// <summary>What <paramref name="giver"/> may give changes as wished; the rest stays as it was.</summary>
    /// <remarks>A box that is not theirs to tick is disabled, and so does not come back from the browser at all.</remarks>
    public static PermissionChange Between(
        IReadOnlySet<string> had, IReadOnlyCollection<string> wanted, PermissionCatalog catalog, ClaimsPrincipal giver) => new(
            [.. wanted.Except(had, StringComparer.Ordinal)],
            [.. had.Except(wanted, StringComparer.Ordinal).Where(code => catalog.Has(code) && giver.Holds(code))]);

    /// <returns>What is wrong with it; <see langword="null"/> if nothing is.</returns>
    public IdentityError? FindError(PermissionCatalog catalog, ClaimsPrincipal giver) =>
        Added.FirstOrDefault(code => !catalog.Has(code)) is { } unknown
            ? Error($"There is no permission {unknown}.")
            : Added.All(giver.Holds) ? null : Error("You can only give permissions that you have yourself.");

    private static IdentityError Error(string description) => new() { Code = "Permissions", Description = description };
}
