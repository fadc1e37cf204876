using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace MySite.Signals.Identity;

/// <summary>
/// Describes and sends what a SignInManager has to say. Errors of receivers are logged: the outcome is decided.
/// </summary>
internal readonly struct LoginSignals<TUser>(SignInManager<TUser> manager)
    where TUser : class
{
    private const int MaxUserName = 256;
    private const int MaxUserAgent = 512;

    private UserManager<TUser> Users => manager.UserManager;

    public async ValueTask LoggedInAsync(TUser user, LoginMethod method, IEnumerable<Claim> claims)
    {
        if (!IsHeard(AccountSignals.UserLoggedIn))
            return;
        var provider = claims.FirstOrDefault(claim => claim.Type == ClaimTypes.AuthenticationMethod)?.Value;
        await SendAsync(AccountSignals.UserLoggedIn, new UserLoggedIn(
            await Users.GetUserIdAsync(user).ConfigureAwait(false),
            await Users.GetUserNameAsync(user).ConfigureAwait(false),
            method, provider, RemoteAddress(manager.Context), UserAgent(manager.Context))).ConfigureAwait(false);
    }

    public async ValueTask TwoFactorRequiredAsync(TUser user, LoginMethod method, string? provider)
    {
        if (!IsHeard(AccountSignals.TwoFactorRequired))
            return;
        await SendAsync(AccountSignals.TwoFactorRequired, new TwoFactorRequired(
            await Users.GetUserIdAsync(user).ConfigureAwait(false),
            await Users.GetUserNameAsync(user).ConfigureAwait(false),
            method, provider, RemoteAddress(manager.Context), UserAgent(manager.Context))).ConfigureAwait(false);
    }

    public async ValueTask SessionRejectedAsync(ClaimsPrincipal principal)
    {
        if (!IsHeard(AccountSignals.SessionRejected))
            return;
        await SendAsync(AccountSignals.SessionRejected, new SessionRejected(
            Users.GetUserId(principal), Users.GetUserName(principal),
            RemoteAddress(manager.Context), UserAgent(manager.Context))).ConfigureAwait(false);
    }

    public async ValueTask LoggingOutAsync()
    {
        if (!IsHeard(AccountSignals.UserLoggedOut))
            return;
        // Whom the request was authenticated as. Authenticating here would recurse where a cookie is being validated.
        var principal = manager.Context.User;
        await SendAsync(
            AccountSignals.UserLoggedOut, new UserLoggedOut(Users.GetUserId(principal), Users.GetUserName(principal)))
            .ConfigureAwait(false);
    }

    public async Task RefusedAsync(LoginAttempt<TUser> attempt, SignInResult result)
    {
        if (!IsHeard(AccountSignals.UserLoginFailed))
            return;
        if (attempt.User is null && attempt.IsTwoFactor)
            attempt.User = await manager.GetTwoFactorAuthenticationUserAsync().ConfigureAwait(false);

        var (name, id, context) = (Cut(attempt.UserName, MaxUserName), default(string), FindContext());
        if (attempt.User is { } user)
        {
            name = await Users.GetUserNameAsync(user).ConfigureAwait(false);
            id = await Users.GetUserIdAsync(user).ConfigureAwait(false);
        }
        await SendAsync(AccountSignals.UserLoginFailed, new UserLoginFailed(
            name, id, attempt.Method, attempt.Reason(result), attempt.Provider, RemoteAddress(context),
            UserAgent(context))).ConfigureAwait(false);
    }

    private bool IsHeard<TPayload>(Signal<TPayload> signal) =>
        Users.ServiceProvider.GetRequiredService<ISignalHub>().HasReceivers(signal, typeof(TUser));

    // Nothing is cancelled: what the receivers hear about has happened, whether or not the client is still there.
    private async ValueTask SendAsync<TPayload>(Signal<TPayload> signal, TPayload payload) =>
        await Users.ServiceProvider.GetRequiredService<ISignalSender>()
            .SendRobustAsync(signal, payload, typeof(TUser), CancellationToken.None).ConfigureAwait(false);

    // A password can be checked outside of a request, where the property throws.
    private HttpContext? FindContext()
    {
        try
        {
            return manager.Context;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? RemoteAddress(HttpContext? context) => context?.Connection.RemoteIpAddress?.ToString();

    private static string? UserAgent(HttpContext? context) =>
        context?.Request.Headers.UserAgent.ToString() is { Length: > 0 } given ? Cut(given, MaxUserAgent) : null;

    private static string? Cut(string? text, int length) => text?.Length > length ? text[..length] : text;
}
