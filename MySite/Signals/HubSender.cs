using System.Runtime.CompilerServices;

namespace MySite.Signals;

/// <summary>What every <see cref="ISignalSender"/> is, so that a send finds its hub by reading a field.</summary>
internal abstract class HubSender : ISignalSender
{
    private readonly SignalHub _hub;

    /// <param name="hub">The hub to send by; <see langword="null"/> for the hub itself.</param>
    /// <param name="services">The scope to send from, if any.</param>
    protected HubSender(SignalHub? hub, IServiceProvider? services = null) =>
        (_hub, Services) = (hub ?? (SignalHub)this, services);

    public IServiceProvider? Services { get; }

    SignalHub ISignalSender.Hub => _hub;

    // The interface has internal members, so nobody else can have implemented it; to ask would cost as much as the rest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SignalHub HubOf(ISignalSender signals) => Unsafe.As<HubSender>(signals)._hub;
}
