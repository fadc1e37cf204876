namespace MySite.Data;

/// <summary>
/// Runs before every other hosted service starts, so that all of them find their tables or none of them starts.
/// </summary>
internal sealed partial class MigrateOnStart(IServiceScopeFactory scopes, ILogger<MigrateOnStart> logger)
    : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var migrator = scope.ServiceProvider.GetRequiredService<DatabaseMigrator>();
        foreach (var migration in await migrator.PrepareAsync(cancellationToken))
            Applied(logger, migration);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied migration {Migration}")]
    private static partial void Applied(ILogger logger, string migration);
}
