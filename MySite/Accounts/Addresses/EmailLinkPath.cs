using System.Buffers.Text;
using System.Text;

namespace MySite.Accounts.Addresses;

/// <summary>Where the links in the mails lead.</summary>
internal static class EmailLinkPath
{
    public static string ToConfirm(User user, string token) => $"/accounts/email/confirm/{user.Id}/{token}/";

    public static string ToChange(User user, string token, string address) =>
        $"{ToConfirm(user, token)}{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(address))}/";

    /// <returns><see langword="null"/> if it is no such part of a path.</returns>
    public static string? ReadAddress(string part) =>
        Base64Url.IsValid(part) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part)) : null;
}
