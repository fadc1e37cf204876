namespace MySite.Signals;

/// <summary>
/// Runs what waited for a commit or a rollback, each piece in a scope of its own; no error gets out or stops the rest.
/// </summary>
internal sealed class CommittedWork(IServiceScopeFactory scopes, ILogger logger)
{
    public ILogger Logger => logger;

    public async Task RunAsync(IReadOnlyList<Func<IServiceProvider, ValueTask>> works)
    {
        foreach (var work in works)
            await RunAsync(work).ConfigureAwait(false);
    }

    public async ValueTask RunAsync(Func<IServiceProvider, ValueTask> work)
    {
        try
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
                await work(scope.ServiceProvider).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            SignalLog.CommittedWorkFailed(logger, error);
        }
    }
}
