namespace MySite.Signals;

/// <summary>The sender's services, or one scope for the whole send, made when the first receiver needs it.</summary>
internal sealed class LazyScope(IServiceScopeFactory scopes, ILogger logger, SendContext context) : IAsyncDisposable
{
    private AsyncServiceScope? _own;

    public IServiceProvider Services => context.Services ?? (_own ??= scopes.CreateAsyncScope()).ServiceProvider;

    public ValueTask DisposeAsync()
    {
        if (_own is not { } own)
            return default;
        var end = EndAsync(own);
        // Nobody waits for what a service does to end; a synchronous caller cannot.
        return context.Synchronous ? default : end;
    }

    // Every receiver is through by now: an error here must not pass for one of theirs.
    private async ValueTask EndAsync(AsyncServiceScope own)
    {
        try
        {
            await own.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            SignalLog.ScopeFailed(logger, error);
        }
    }
}
