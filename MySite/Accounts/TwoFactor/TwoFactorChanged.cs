namespace MySite.Accounts.TwoFactor;

internal sealed record TwoFactorChanged(string UserId, string? UserName, string? Email, TwoFactorChange Change)
{
    public static TwoFactorChanged Of(User user, TwoFactorChange change) =>
        new(user.Id.ToString(), user.UserName, user.Email, change);
}
