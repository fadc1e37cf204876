using Microsoft.AspNetCore.Identity;
using MySite.Signals;

namespace MySite.Accounts.TwoFactor;

/// <summary>
/// Turns the second factor on and off: all of it or nothing, with the signal. The security stamp is a new one each time.
/// </summary>
internal sealed class Authenticator(
    UserManager<User> users, IUserStore<User> store, ISignalTransaction transaction, ISignalSender signals)
{
    private const int CodeCount = 10;

    private AccountStore Store => (AccountStore)store;

    /// <returns>The recovery codes, to be shown once; <see langword="null"/> if nothing was changed.</returns>
    public Task<string[]?> TurnOnAsync(User user, string key, string code) => ChangeAsync(
        user, TwoFactorChange.TurnedOn, async () =>
        {
            await Store.SetAuthenticatorKeyAsync(user, key, CancellationToken.None);
            return (await users.SetTwoFactorEnabledAsync(user, true)).Succeeded
                && await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, code)
                ? await GenerateAsync(user)
                : null;
        });

    /// <inheritdoc cref="TurnOnAsync"/>
    public Task<string[]?> RenewCodesAsync(User user) => ChangeAsync(
        user, TwoFactorChange.NewRecoveryCodes,
        async () => (await users.UpdateSecurityStampAsync(user)).Succeeded ? await GenerateAsync(user) : null);

    public async Task<bool> TurnOffAsync(User user) => await ChangeAsync(
        user, TwoFactorChange.TurnedOff, async () =>
        {
            await Store.ForgetAuthenticatorAsync(user, CancellationToken.None);
            return (await users.SetTwoFactorEnabledAsync(user, false)).Succeeded ? [] : null;
        }) is not null;

    private async Task<string[]?> GenerateAsync(User user) =>
        (await users.GenerateNewTwoFactorRecoveryCodesAsync(user, CodeCount))?.ToArray() is { Length: CodeCount } codes
            ? codes
            : null;

    private Task<string[]?> ChangeAsync(User user, TwoFactorChange change, Func<Task<string[]?>> act) =>
        transaction.ExecuteAsync(async (part, cancellationToken) =>
        {
            if (await act() is not { } codes)
                return null;
            await signals.SendAsync(
                TwoFactorSignals.TwoFactorChanged, TwoFactorChanged.Of(user, change),
                cancellationToken: cancellationToken);
            await part.CompleteAsync(CancellationToken.None);
            return codes;
        });
}
