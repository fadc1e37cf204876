namespace MySite.Signals;

/// <summary>How to call one receiver, whatever its form.</summary>
/// <param name="Identity">What tells this receiver from others.</param>
/// <param name="Name">What people call it.</param>
internal sealed record Invoker<TPayload>(object Identity, string Name)
{
    /// <summary>A receiver that needs no services. Either this or <see cref="Create"/> is set.</summary>
    public Func<TPayload, CancellationToken, ValueTask>? Plain { get; private init; }

    /// <summary>Creates a receiver from a scope.</summary>
    public Func<IServiceProvider, IReceiver<TPayload>>? Create { get; private init; }

    /// <summary>The receiver's type, if it comes from the container.</summary>
    public Type? Type { get; private init; }

    /// <summary>The receiver behind <see cref="Plain"/>, if it is not to be kept alive.</summary>
    public WeakReceiver<TPayload>? Weak { get; private init; }

    /// <summary>A receiver that is given something else than the payload.</summary>
    public static Invoker<TPayload> Indirect(object identity, string name) =>
        new(identity, name) { Plain = static (_, _) => default };

    public static Invoker<TPayload> For(
        Delegate receiver, Func<TPayload, CancellationToken, ValueTask> call, bool weakly = false)
    {
        var name = ReceiverName.Of(receiver.Method);
        if (!weakly)
            return new(receiver, name) { Plain = call };
        var weak = new WeakReceiver<TPayload>(receiver, call);
        return new(weak, name) { Plain = weak.CallAsync, Weak = weak };
    }

    public static Invoker<TPayload> For<TReceiver>()
        where TReceiver : IReceiver<TPayload>
    {
        var create = ActivatorUtilities.CreateFactory<TReceiver>(Type.EmptyTypes);
        var name = ReceiverName.Of(typeof(TReceiver));
        var disposable = typeof(TReceiver).IsAssignableTo(typeof(IDisposable))
            || typeof(TReceiver).IsAssignableTo(typeof(IAsyncDisposable));
        return new(typeof(TReceiver), name) { Type = typeof(TReceiver), Create = CreateReceiver };

        IReceiver<TPayload> CreateReceiver(IServiceProvider services)
        {
            if (services.GetService<TReceiver>() is { } registered)
                return registered;
            // What the container did not create, it does not dispose.
            return disposable
                ? throw new InvalidOperationException($"{name} must be disposed: register it as a service.")
                : create(services, null);
        }
    }

    public ValueTask InvokeAsync(TPayload payload, IServiceProvider services, CancellationToken cancellationToken) =>
        Plain is null
            ? Create!(services).ReceiveAsync(payload, cancellationToken)
            : Plain(payload, cancellationToken);

    public void TryCreate(IServiceProvider services) => Create?.Invoke(services);
}
