namespace MySite.Signals.Identity;

/// <summary>What happens to accounts, once on every path through ASP.NET Core Identity.</summary>
/// <remarks>
/// Raised by <see cref="SignalUserManager{TUser}"/> and <see cref="SignalSignInManager{TUser}"/>, which
/// <c>AddAccountSignals&lt;TUser&gt;()</c> puts in place. The sender is the user's type. Payloads hold ids and values
/// and never a password, a code or a credential, so all of them can be delivered durably. Signing in or out through
/// <c>HttpContext</c> itself passes no manager and raises nothing; so does a check of the password alone.
/// </remarks>
public static class AccountSignals
{
    /// <summary>After a user was stored, in the same transaction.</summary>
    /// <remarks>
    /// A receiver that throws undoes the creation: the manager's transaction rolls back and the error reaches the
    /// caller. <c>AddModelSignals&lt;TContext&gt;()</c>, for the context that stores the users, provides that
    /// transaction. Django has no such signal; there it is <c>post_save</c> with <c>created</c>.
    /// </remarks>
    public static readonly Signal<UserCreated> UserCreated =
        new("user_created", AccountSignalsJson.Default.UserCreated);

    /// <summary>After a user was deleted, in the same transaction.</summary>
    /// <remarks>A receiver that throws undoes the deletion, as with <see cref="UserCreated"/>.</remarks>
    public static readonly Signal<UserDeleted> UserDeleted =
        new("user_deleted", AccountSignalsJson.Default.UserDeleted);

    /// <summary>After somebody logged in, with a cookie or a bearer token. Renewing a session is no log-in.</summary>
    /// <remarks>Django's <c>user_logged_in</c>. A receiver's error is logged; the log-in stands.</remarks>
    public static readonly Signal<UserLoggedIn> UserLoggedIn =
        new("user_logged_in", AccountSignalsJson.Default.UserLoggedIn);

    /// <summary>
    /// Before a log-out ends the session, also when nobody was logged in. A rejected session is no log-out.
    /// </summary>
    /// <remarks>Django's <c>user_logged_out</c>. A receiver's error is logged; the log-out goes on.</remarks>
    public static readonly Signal<UserLoggedOut> UserLoggedOut =
        new("user_logged_out", AccountSignalsJson.Default.UserLoggedOut);

    /// <summary>After a log-in was refused, by password, second factor, external login or passkey.</summary>
    /// <remarks>
    /// Django's <c>user_login_failed</c>. Being asked for a second factor is no failure. A receiver's error is logged.
    /// </remarks>
    public static readonly Signal<UserLoginFailed> UserLoginFailed =
        new("user_login_failed", AccountSignalsJson.Default.UserLoginFailed);
}
