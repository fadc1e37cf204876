using Microsoft.AspNetCore.Identity;

namespace MySite.Accounts.Passwords;

/// <summary>Computes nothing twice, so that what is computed ahead is at hand within a transaction.</summary>
internal sealed class RememberingHasher(IPasswordHasher<User> hasher) : IPasswordHasher<User>
{
    private readonly Dictionary<string, string> _hashes = [];
    private readonly Dictionary<(string Hash, string Password), PasswordVerificationResult> _comparisons = [];

    public string HashPassword(User user, string password) => _hashes.TryGetValue(password, out var hash)
        ? hash
        : _hashes[password] = hasher.HashPassword(user, password);

    public PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword) =>
        _comparisons.TryGetValue((hashedPassword, providedPassword), out var result)
            ? result
            : _comparisons[(hashedPassword, providedPassword)] =
                hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
}
