namespace MySite.Accounts.Passkeys;

/// <summary>What a user calls a passkey.</summary>
internal static class PasskeyName
{
    public const int MaxLength = 60;

    public const string Hint = "Where it is kept, such as My laptop or Blue key.";
}
