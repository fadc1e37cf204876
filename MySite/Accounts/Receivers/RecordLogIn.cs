using MySite.Accounts.LogIns;
using MySite.Data;
using MySite.Signals;
using MySite.Signals.Identity;

namespace MySite.Accounts.Receivers;

/// <summary>Writes the log-ins of an account down, those that failed too, for its owner to look through.</summary>
/// <remarks>In a scope of its own: what cannot be written must not wait in the context for the next save of the
/// log-in, nor may this save what others have changed in it.</remarks>
internal sealed class RecordLogIn(IServiceScopeFactory scopes, TimeProvider clock)
    : IReceiver<UserLoggedIn>, IReceiver<UserLoginFailed>
{
    public ValueTask ReceiveAsync(UserLoggedIn payload, CancellationToken cancellationToken) => WriteAsync(
        payload.UserId, payload.Method, true, payload.RemoteAddress, payload.UserAgent, cancellationToken);

    public ValueTask ReceiveAsync(UserLoginFailed payload, CancellationToken cancellationToken) =>
        payload.UserId is not { } id ? default : WriteAsync(
            id, payload.Method, false, payload.RemoteAddress, payload.UserAgent, cancellationToken);

    private async ValueTask WriteAsync(
        string id, LoginMethod method, bool succeeded, string? address, string? browser, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDbContext>();
        db.Add(new LogInRecord
        {
            UserId = Guid.Parse(id),
            Time = clock.GetUtcNow(),
            Method = method,
            Succeeded = succeeded,
            RemoteAddress = address,
            UserAgent = browser,
        });
        await db.SaveChangesAsync(cancellationToken);
    }
}
