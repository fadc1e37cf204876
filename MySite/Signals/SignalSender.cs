namespace MySite.Signals;

/// <summary>The hub, seen from one scope.</summary>
internal sealed class SignalSender(SignalHub hub, IServiceProvider services) : ISignalSender
{
    SignalHub ISignalSender.Hub => hub;

    IServiceProvider? ISignalSender.Services => services;
}
