using Microsoft.AspNetCore.Identity;

namespace MySite.Accounts;

/// <summary>Finds a user whatever the case and the form in which the name or the address is typed.</summary>
internal sealed class LookupNormalizer : ILookupNormalizer
{
    public string? NormalizeName(string? name) => CompatibleText.Of(name)?.ToUpperInvariant();

    public string? NormalizeEmail(string? email) => NormalizeName(email);
}
