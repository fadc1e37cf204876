namespace MySite.Signals;

/// <summary>The sender's services, or one scope for the whole send, made when the first receiver needs it.</summary>
internal sealed class LazyScope(IServiceScopeFactory scopes, IServiceProvider? given) : IAsyncDisposable
{
    private AsyncServiceScope? _own;

    public IServiceProvider Services => given ?? (_own ??= scopes.CreateAsyncScope()).ServiceProvider;

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? default;
}
