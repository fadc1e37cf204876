using System.Buffers;
using Microsoft.AspNetCore.Identity;

namespace MySite.Accounts.Passkeys;

/// <summary>The id of a passkey in an address: in hexadecimal digits, as addresses of the site are in small letters.</summary>
internal static class PasskeyLookup
{
    public static string AddressId(this UserPasskeyInfo passkey) => Convert.ToHexStringLower(passkey.CredentialId);

    /// <summary>The same, by the site's clock; Identity takes the system's, and lets nobody set it.</summary>
    public static UserPasskeyInfo CreatedOn(this UserPasskeyInfo passkey, DateTimeOffset time) => new(
        passkey.CredentialId, passkey.PublicKey, time, passkey.SignCount, passkey.Transports, passkey.IsUserVerified,
        passkey.IsBackupEligible, passkey.IsBackedUp, passkey.AttestationObject, passkey.ClientDataJson)
    {
        Name = passkey.Name,
    };

    /// <param name="users">Who keeps them.</param>
    /// <param name="user">The owner: nobody else's is found.</param>
    /// <param name="id">What stands in the address, which may be anything.</param>
    public static async Task<UserPasskeyInfo?> FindPasskeyAsync(this UserManager<User> users, User user, string id)
    {
        var bytes = new byte[id.Length / 2];
        return id.Length % 2 == 0 && Convert.FromHexString(id, bytes, out _, out _) == OperationStatus.Done
            ? await users.GetPasskeyAsync(user, bytes)
            : null;
    }
}
