using MySite.Signals;
using MySite.Signals.Identity;

namespace MySite.Accounts.Receivers;

/// <summary>Writes a line for each thing that happens to an account. Of a person it names the id and no more.</summary>
internal sealed partial class AccountLog(ILogger<AccountLog> logger)
    : IReceiver<UserCreated>, IReceiver<UserDeleted>, IReceiver<UserLoggedIn>, IReceiver<UserLoggedOut>,
      IReceiver<UserLoginFailed>
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
}
