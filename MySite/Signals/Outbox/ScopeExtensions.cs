namespace MySite.Signals.Outbox;

internal static class ScopeExtensions
{
    /// <summary>Does something with a service of a scope made for it.</summary>
    public static async Task<TResult> InScopeAsync<TService, TResult>(
        this IServiceScopeFactory scopes, Func<TService, Task<TResult>> act)
        where TService : notnull
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
            return await act(scope.ServiceProvider.GetRequiredService<TService>()).ConfigureAwait(false);
    }

    /// <summary>Calls a receiver in a scope made for it, in which it can inject its <see cref="Delivery"/>.</summary>
    public static async Task DeliverAsync(
        this IServiceScopeFactory scopes, Guid key, int attempt, Func<IServiceProvider, ValueTask> call)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var delivery = scope.ServiceProvider.GetRequiredService<Delivery>();
            (delivery.Key, delivery.Attempt) = (key, attempt);
            await call(scope.ServiceProvider).ConfigureAwait(false);
        }
    }
}
