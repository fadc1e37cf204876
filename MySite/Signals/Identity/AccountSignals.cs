namespace MySite.Signals.Identity;

/// <summary>What happens to accounts, once on every path through ASP.NET Core Identity.</summary>
/// <remarks>
/// Raised by <see cref="SignalUserManager{TUser}"/> and <see cref="SignalSignInManager{TUser}"/>, which
/// <c>AddAccountSignals&lt;TUser&gt;()</c> puts in place. The sender is the user's type. Payloads hold ids and values
/// and never a password, a code, a token or a credential, so all of them can be delivered durably. Signing in or out
/// through <c>HttpContext</c> itself passes no manager and raises nothing; so does a comparison of the password alone,
/// and so does what reaches the database without the managers.
/// <para>
/// Signals about what is stored are sent in the transaction that stores it: a receiver that throws undoes it, and a
/// durable receiver's delivery is stored if and only if the change is. Those about logging in and out are sent when the
/// outcome is decided, and errors of their receivers are logged. Where nobody listens, no query is made and no
/// transaction begun. All members are immutable and thread-safe.
/// </para>
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

    /// <summary>After a user was stored again, in the same transaction, with the reason.</summary>
    /// <remarks>
    /// Once for each call of a UserManager's method, whichever it is, and so more than once where an application calls
    /// two. A receiver that throws undoes the update, unless a log-in makes it by itself:
    /// <see cref="UserUpdateReason.AccessFailed"/>, <see cref="UserUpdateReason.ResetAccessFailed"/>,
    /// <see cref="UserUpdateReason.PasswordRehash"/> and <see cref="UserUpdateReason.UpdatePasskey"/> stay, and the error
    /// is logged. Comes before the signal that says more about the same change. Django has no such signal; there it is
    /// <c>post_save</c> without <c>created</c>.
    /// </remarks>
    public static readonly Signal<UserUpdated> UserUpdated =
        new("user_updated", AccountSignalsJson.Default.UserUpdated);

    /// <summary>After a password was added, changed, reset or removed, in the same transaction.</summary>
    /// <remarks>
    /// A new hash of the same password, which a log-in may store, is no change; nor is the password that a user is created
    /// with. A receiver that throws undoes the change. A hash that the application writes by itself is not seen.
    /// </remarks>
    public static readonly Signal<PasswordChanged> PasswordChanged =
        new("password_changed", AccountSignalsJson.Default.PasswordChanged);

    /// <summary>After a user was locked out who was not before, in the same transaction.</summary>
    /// <remarks>
    /// Once, and not again for each attempt while it lasts, nor when the end is moved. A receiver that throws undoes what an
    /// administrator did; the lock-out after failed attempts stays, and the error is logged.
    /// </remarks>
    public static readonly Signal<UserLockedOut> UserLockedOut =
        new("user_locked_out", AccountSignalsJson.Default.UserLockedOut);

    /// <summary>After a lock-out was ended ahead of its time, in the same transaction.</summary>
    /// <remarks>One that has run out ends unnoticed. A receiver that throws undoes it.</remarks>
    public static readonly Signal<UserUnlocked> UserUnlocked =
        new("user_unlocked", AccountSignalsJson.Default.UserUnlocked);

    /// <summary>After a user gained or lost roles, in the same transaction.</summary>
    /// <remarks>
    /// A receiver that throws undoes it. Once for each call, as Django's <c>m2m_changed</c>. A role that is deleted or renamed,
    /// or that goes with its user, changes no user.
    /// </remarks>
    public static readonly Signal<UserRolesChanged> UserRolesChanged =
        new("user_roles_changed", AccountSignalsJson.Default.UserRolesChanged);

    /// <summary>After a user gained or lost claims, in the same transaction.</summary>
    /// <remarks>A receiver that throws undoes it. Once for each call; removing what is not there raises nothing.</remarks>
    public static readonly Signal<UserClaimsChanged> UserClaimsChanged =
        new("user_claims_changed", AccountSignalsJson.Default.UserClaimsChanged);

    /// <summary>After an external login was linked to a user or was linked no longer, in the same transaction.</summary>
    /// <remarks>A receiver that throws undoes it. Removing what is not there raises nothing.</remarks>
    public static readonly Signal<UserLoginsChanged> UserLoginsChanged =
        new("user_logins_changed", AccountSignalsJson.Default.UserLoginsChanged);

    /// <summary>After a user gained a passkey, in the same transaction.</summary>
    /// <remarks>A receiver that throws undoes it. Using or renaming a passkey is a <c>user_updated</c> alone.</remarks>
    public static readonly Signal<PasskeyAdded> PasskeyAdded =
        new("passkey_added", AccountSignalsJson.Default.PasskeyAdded);

    /// <summary>After a user lost a passkey, in the same transaction.</summary>
    /// <remarks>A receiver that throws undoes it. Removing what is not there raises nothing.</remarks>
    public static readonly Signal<PasskeyRemoved> PasskeyRemoved =
        new("passkey_removed", AccountSignalsJson.Default.PasskeyRemoved);

    /// <summary>After the first factor was right, when the second is asked for: neither a log-in nor a failure.</summary>
    /// <remarks>A receiver's error is logged. Comes first where both factors come in one request.</remarks>
    public static readonly Signal<TwoFactorRequired> TwoFactorRequired =
        new("two_factor_required", AccountSignalsJson.Default.TwoFactorRequired);

    /// <summary>After a session was ended because its security stamp is stale, or its user gone.</summary>
    /// <remarks>
    /// Sent in place of <see cref="UserLoggedOut"/>, by the request that brought the cookie. A receiver's error is logged.
    /// The cookie is still being read, so a receiver must not authenticate the request: it would wait for itself.
    /// </remarks>
    public static readonly Signal<SessionRejected> SessionRejected =
        new("session_rejected", AccountSignalsJson.Default.SessionRejected);
}
