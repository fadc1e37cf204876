using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MySite.Accounts;

/// <summary>
/// A password to compare with where there is none, so that a log-in takes its time whether or not the account exists.
/// </summary>
internal sealed class DecoyPassword(IOptions<PasswordHasherOptions> options)
{
    private static readonly User Nobody = new();

    // Hashed at the first need, with the cost that real passwords have.
    private readonly Lazy<string> _hash = new(() => new PasswordHasher<User>(options).HashPassword(Nobody, "decoy"));

    public void Compare(IPasswordHasher<User> hasher, string password) =>
        hasher.VerifyHashedPassword(Nobody, _hash.Value, password);
}
