using System.Reflection;
using System.Runtime;

namespace MySite.Signals;

/// <summary>A method of an object that the hub does not keep alive.</summary>
/// <remarks>A weak reference to the delegate would not do: nobody else holds that. It lives as long as its target.</remarks>
internal sealed class WeakReceiver<TPayload> : IEquatable<WeakReceiver<TPayload>>
{
    private readonly MethodInfo _method;
    private DependentHandle _handle;

    public WeakReceiver(Delegate receiver, Func<TPayload, CancellationToken, ValueTask> call)
    {
        _method = receiver.Method;
        if (receiver.Target is not { } target || _method.Name.StartsWith('<'))
            throw new InvalidOperationException(
                $"{ReceiverName.Of(_method)} cannot be connected weakly: nothing but the connection would keep it alive. " +
                "Give a method of an object that lives elsewhere, or connect it without Weakly.");
        _handle = new DependentHandle(target, call);
    }

    ~WeakReceiver() => _handle.Dispose();

    public bool IsAlive => _handle.Target is not null;

    public ValueTask CallAsync(TPayload payload, CancellationToken cancellationToken) =>
        _handle.TargetAndDependent.Dependent is Func<TPayload, CancellationToken, ValueTask> call
            ? call(payload, cancellationToken)
            : default;

    public bool Equals(WeakReceiver<TPayload>? other) =>
        other is not null && _method == other._method && _handle.Target is { } target && target == other._handle.Target;

    public override bool Equals(object? obj) => Equals(obj as WeakReceiver<TPayload>);

    public override int GetHashCode() => _method.GetHashCode();
}
