namespace MySite.Data;

internal static class ServiceScopeFactoryExtensions
{
    /// <summary>Makes the scope of a command that needs the database as it should be.</summary>
    public static async Task<AsyncServiceScope> CreatePreparedScopeAsync(
        this IServiceScopeFactory scopes, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().PrepareAsync(cancellationToken);
            return scope;
        }
        catch
        {
            await scope.DisposeAsync();
            throw;
        }
    }
}
