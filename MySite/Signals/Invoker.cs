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

    public static Invoker<TPayload> For(Delegate receiver, Func<TPayload, CancellationToken, ValueTask> call)
    {
        var method = receiver.Method;
        return new(receiver, $"{method.DeclaringType?.Name}.{method.Name}", call, Create: null);
    }

    public static Invoker<TPayload> For<TReceiver>()
        where TReceiver : IReceiver<TPayload>
    {
        var create = ActivatorUtilities.CreateFactory<TReceiver>(Type.EmptyTypes);
        return new(typeof(TReceiver), typeof(TReceiver).Name, Plain: null, services =>
            services.GetService<TReceiver>() is { } registered ? registered : create(services, null));
    }
}
