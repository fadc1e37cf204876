namespace MySite.Signals;

/// <summary>How to call one receiver, whatever its form.</summary>
/// <param name="Identity">What tells this receiver from others.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Plain">A receiver that needs no services.</param>
/// <param name="Create">Creates a receiver from a scope; exactly one of the two is set.</param>
internal sealed record Invoker<TPayload>(
    object Identity,
    string Name,
    Func<TPayload, CancellationToken, ValueTask>? Plain,
    Func<IServiceProvider, IReceiver<TPayload>>? Create)
{
    public ValueTask InvokeAsync(TPayload payload, IServiceProvider services, CancellationToken cancellationToken) =>
        Plain is null
            ? Create!(services).ReceiveAsync(payload, cancellationToken)
            : Plain(payload, cancellationToken);

    public void TryCreate(IServiceProvider services) => Create?.Invoke(services);

    public static Invoker<TPayload> For(Delegate receiver, Func<TPayload, CancellationToken, ValueTask> call) =>
        new(receiver, ReceiverName.Of(receiver.Method), call, Create: null);

    public static Invoker<TPayload> For<TReceiver>()
        where TReceiver : IReceiver<TPayload>
    {
        var create = ActivatorUtilities.CreateFactory<TReceiver>(Type.EmptyTypes);
        var name = ReceiverName.Of(typeof(TReceiver));
        var disposable = typeof(TReceiver).IsAssignableTo(typeof(IDisposable))
            || typeof(TReceiver).IsAssignableTo(typeof(IAsyncDisposable));
        return new(typeof(TReceiver), name, Plain: null, services =>
        {
            if (services.GetService<TReceiver>() is { } registered)
                return registered;
            // What the container did not create, it does not dispose.
            return disposable
                ? throw new InvalidOperationException($"{name} must be disposed: register it as a service.")
                : create(services, null);
        });
    }
}
