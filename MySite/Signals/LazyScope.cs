namespace MySite.Signals;

/// <summary>The sender's services, or one scope for the whole send, made when the first receiver needs it.</summary>
internal sealed class LazyScope(IServiceScopeFactory scopes, ILogger logger, IServiceProvider? given) : IAsyncDisposable
{
    private AsyncServiceScope? _own;

    public IServiceProvider Services => given ?? (_own ??= scopes.CreateAsyncScope()).ServiceProvider;

    public ValueTask DisposeAsync() => _own is { } own ? EndAsync(own) : default;

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
