using MySite.Signals;
using MySite.Signals.Identity;

namespace MySite.Accounts.Receivers;

/// <summary>Writes a line for each thing that happens to an account. Of a person it names the id and no more.</summary>
internal sealed partial class AccountLog(ILogger<AccountLog> logger)
    : IReceiver<UserCreated>, IReceiver<UserDeleted>, IReceiver<UserLoggedIn>, IReceiver<UserLoggedOut>,
      IReceiver<UserLoginFailed>, IReceiver<SessionRejected>, IReceiver<PasswordChanged>, IReceiver<UserLockedOut>,
      IReceiver<UserUnlocked>
{
    public ValueTask ReceiveAsync(UserCreated payload, CancellationToken cancellationToken)
    {
        Created(payload.UserId);
        return default;
    }

    public ValueTask ReceiveAsync(UserDeleted payload, CancellationToken cancellationToken)
    {
        Deleted(payload.UserId);
        return default;
    }

    public ValueTask ReceiveAsync(UserLoggedIn payload, CancellationToken cancellationToken)
    {
        LoggedIn(payload.UserId, payload.Method);
        return default;
    }

    public ValueTask ReceiveAsync(UserLoggedOut payload, CancellationToken cancellationToken)
    {
        LoggedOut(payload.UserId);
        return default;
    }

    public ValueTask ReceiveAsync(UserLoginFailed payload, CancellationToken cancellationToken)
    {
        LoginFailed(payload.Method, payload.UserId, payload.Reason);
        return default;
    }

    public ValueTask ReceiveAsync(SessionRejected payload, CancellationToken cancellationToken)
    {
        Rejected(payload.UserId);
        return default;
    }

    public ValueTask ReceiveAsync(PasswordChanged payload, CancellationToken cancellationToken)
    {
        PasswordChanged(payload.UserId, payload.Change);
        return default;
    }

    public ValueTask ReceiveAsync(UserLockedOut payload, CancellationToken cancellationToken)
    {
        LockedOut(payload.UserId, payload.Until, payload.Cause);
        return default;
    }

    public ValueTask ReceiveAsync(UserUnlocked payload, CancellationToken cancellationToken)
    {
        Unlocked(payload.UserId);
        return default;
    }

    [LoggerMessage(LogLevel.Information, "User {UserId} was created")]
    private partial void Created(string userId);

    [LoggerMessage(LogLevel.Information, "User {UserId} was deleted")]
    private partial void Deleted(string userId);

    [LoggerMessage(LogLevel.Information, "User {UserId} logged in by {Method}")]
    private partial void LoggedIn(string userId, LoginMethod method);

    [LoggerMessage(LogLevel.Information, "User {UserId} logged out")]
    private partial void LoggedOut(string? userId);

    [LoggerMessage(LogLevel.Warning, "A log-in by {Method} failed for user {UserId}: {Reason}")]
    private partial void LoginFailed(LoginMethod method, string? userId, LoginFailure reason);

    [LoggerMessage(LogLevel.Information, "A session of user {UserId} was ended: it is out of date")]
    private partial void Rejected(string? userId);

    [LoggerMessage(LogLevel.Information, "The password of user {UserId} is another one: {Change}")]
    private partial void PasswordChanged(string userId, PasswordChange change);

    [LoggerMessage(LogLevel.Warning, "User {UserId} is locked out until {Until:O}: {Cause}")]
    private partial void LockedOut(string userId, DateTimeOffset? until, LockoutCause cause);

    [LoggerMessage(LogLevel.Information, "User {UserId} is locked out no longer")]
    private partial void Unlocked(string userId);
}
