namespace MySite.Accounts.TwoFactor;

/// <summary>A key that is offered to a user and not stored yet.</summary>
/// <param name="Key">Shared with the app.</param>
/// <param name="Sealed">The key for the form to bring back, encrypted and for this user alone.</param>
/// <param name="UserName">What the app lists it under.</param>
internal sealed record AuthenticatorKey(string Key, string Sealed, string UserName)
{
    private const string Issuer = "MySite";

    /// <summary>For people to type.</summary>
    public string InGroups => string.Join(' ', Key.Chunk(4).Select(group => new string(group)));

    /// <summary>What the QR code says.</summary>
    public string Address =>
        $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(UserName)}?secret={Key}&issuer={Issuer}&digits=6&period=30";
}
