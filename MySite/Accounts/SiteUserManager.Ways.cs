using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace MySite.Accounts;

/// <content>Another way in, or one less, ends the sessions that there are, as another password does.</content>
internal sealed partial class SiteUserManager
{
    private const int StampBytes = 20;

    public override Task<IdentityResult> AddLoginAsync(User user, UserLoginInfo login) =>
        AmendedAsync(Restamp, () => base.AddLoginAsync(user, login));

    public override Task<IdentityResult> RemoveLoginAsync(User user, string loginProvider, string providerKey) =>
        AmendedAsync(Restamp, () => base.RemoveLoginAsync(user, loginProvider, providerKey));

    // A log-in, which counts the passkey, and another name of it change no way in.
    public override async Task<IdentityResult> AddOrUpdatePasskeyAsync(User user, UserPasskeyInfo passkey) =>
        await GetPasskeyAsync(user, passkey.CredentialId) is null
            ? await AmendedAsync(Restamp, () => base.AddOrUpdatePasskeyAsync(user, passkey))
            : await base.AddOrUpdatePasskeyAsync(user, passkey);

    public override Task<IdentityResult> RemovePasskeyAsync(User user, byte[] credentialId) =>
        AmendedAsync(Restamp, () => base.RemovePasskeyAsync(user, credentialId));

    private static void Restamp(User user) =>
        user.SecurityStamp = Convert.ToHexString(RandomNumberGenerator.GetBytes(StampBytes));
}
