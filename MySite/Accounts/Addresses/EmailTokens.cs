using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MySite.Accounts.Addresses;

/// <summary>Tokens that confirm or change the address: as long as it is the one that it was when they were made.</summary>
internal sealed class EmailTokens(
    IDataProtectionProvider protection, IOptions<AccountsOptions> options, TimeProvider clock)
    : TimedTokens(protection.CreateProtector("MySite.Accounts.Email"), options.Value.EmailLinkLifetime, clock)
{
    public const string Name = "EmailLink";

    // Staff may change an address, and the security stamp stays.
    protected override async Task<string> SubjectAsync(string purpose, UserManager<User> manager, User user) =>
        $"{await base.SubjectAsync(purpose, manager, user)} {user.Email}";
}
