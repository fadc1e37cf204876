namespace MySite.Signals.Outbox;

internal static class ScopeExtensions
{
    /// <summary>
    /// Whether the container is gone. A host that could not start disposes it first, and only then the services that still run.
    /// </summary>
    public static bool IsEndOfHost(this Exception error) =>
        error is ObjectDisposedException { ObjectName: nameof(IServiceProvider) };

    /// <summary>Does something with a service of a scope made for it.</summary>
    public static async Task<TResult> InScopeAsync<TService, TResult>(
        this IServiceScopeFactory scopes, Func<TService, Task<TResult>> act)
        where TService : notnull
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
            return await act(scope.ServiceProvider.GetRequiredService<TService>()).ConfigureAwait(false);
    }
}
