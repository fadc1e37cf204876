namespace MySite.Signals.EntityFramework;

/// <summary>Runs work that waited for a commit, each piece in a scope of its own; one error does not stop the rest.</summary>
internal sealed class CommittedWork(IServiceScopeFactory scopes, ILogger<CommittedWork> logger)
{
    public async Task RunAsync(IReadOnlyList<Func<IServiceProvider, ValueTask>> works)
    {
        foreach (var work in works)
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                try
                {
                    await work(scope.ServiceProvider).ConfigureAwait(false);
                }
                catch (Exception error)
                {
                    SignalLog.CommittedWorkFailed(logger, error);
                }
            }
        }
    }
}
