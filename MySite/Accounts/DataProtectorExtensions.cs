using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace MySite.Accounts;

internal static class DataProtectorExtensions
{
    /// <returns><see langword="null"/> if this protector has not made it.</returns>
    public static string? UnprotectOrNull(this IDataProtector protector, string text)
    {
        try
        {
            return protector.Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
