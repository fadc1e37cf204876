using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using MySite.Data;

namespace MySite.Accounts.TwoFactor;

/// <summary>Keeps recovery codes hashed, where Identity keeps them as they are, and the step of the last code taken.</summary>
internal sealed class AccountStore(SiteDbContext db, IdentityErrorDescriber errors, AccountQueries queries)
    : UserStore<User, IdentityRole<Guid>, SiteDbContext, Guid>(db, errors)
{
    public const string Provider = "MySite";
    public const string LastStep = "AuthenticatorStep";

    // The names under which Identity stores them.
    private const string Identitys = "[AspNetUserStore]";
    private const string Codes = "RecoveryCodes";
    private const string Key = "AuthenticatorKey";

    private const int Iterations = 100_000;

    public override Task<User?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken = default) =>
        queries.ByNameAsync(Context, normalizedUserName, cancellationToken);

    public override Task<User?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken = default) =>
        queries.ByEmailAsync(Context, normalizedEmail, cancellationToken);

    public override async Task<IList<Claim>> GetClaimsAsync(User user, CancellationToken cancellationToken = default) =>
        await queries.ClaimsAsync(Context, user.Id, cancellationToken);

    public override async Task<IList<string>> GetRolesAsync(User user, CancellationToken cancellationToken = default) =>
        await queries.RolesAsync(Context, user.Id, cancellationToken);

    public override async Task SetAuthenticatorKeyAsync(User user, string key, CancellationToken cancellationToken)
    {
        await base.SetAuthenticatorKeyAsync(user, key, cancellationToken);
        await SetTokenAsync(user, Provider, LastStep, "0", cancellationToken);
    }

    public override Task ReplaceCodesAsync(
        User user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(code => Hash(user, code)), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(User user, string code, CancellationToken cancellationToken)
    {
        var stored = (await GetTokenAsync(user, Identitys, Codes, cancellationToken) ?? "").Split(';');
        var given = Hash(user, code);
        if (!stored.Contains(given))
            return false;
        await base.ReplaceCodesAsync(user, stored.Where(hash => hash != given), cancellationToken);
        return true;
    }

    /// <summary>Forgets the app and the recovery codes, at the next save.</summary>
    public async Task ForgetAuthenticatorAsync(User user, CancellationToken cancellationToken)
    {
        await RemoveTokenAsync(user, Identitys, Key, cancellationToken);
        await RemoveTokenAsync(user, Identitys, Codes, cancellationToken);
        await RemoveTokenAsync(user, Provider, LastStep, cancellationToken);
    }

    private static string Hash(User user, string code) => Convert.ToBase64String(Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(code), user.Id.ToByteArray(), Iterations, HashAlgorithmName.SHA256, outputLength: 32));
}
