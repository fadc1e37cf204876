using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MySite.Accounts.Passwords;

/// <summary>
/// Identity's, which takes as long over a wrong password where the hash is an older and cheaper one. Else a quick answer would
/// tell that there is an account, and since when.
/// </summary>
internal sealed class EvenPasswordHasher(IOptions<PasswordHasherOptions> options) : PasswordHasher<User>(options)
{
    private const byte Version = 1;
    private const int CountAt = 5;
    private const int SaltBytes = 16;
    private const int KeyBytes = 32;

    private readonly int _iterations = options.Value.IterationCount;

    public override PasswordVerificationResult VerifyHashedPassword(
        User user, string hashedPassword, string providedPassword)
    {
        var result = base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        var missing = _iterations - Iterations(hashedPassword);
        if (result == PasswordVerificationResult.Failed && missing > 0)
            Rfc2898DeriveBytes.Pbkdf2(
                providedPassword, new byte[SaltBytes], missing, HashAlgorithmName.SHA512, KeyBytes);
        return result;
    }

    /// <summary>How many the hash was made with; 0 for what Identity has not made in this way.</summary>
    internal static int Iterations(string hashedPassword)
    {
        var bytes = new byte[hashedPassword.Length];
        return Convert.TryFromBase64String(hashedPassword, bytes, out var length)
            && length > CountAt + sizeof(int) && bytes[0] == Version
                ? (int)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(CountAt))
                : 0;
    }
}
