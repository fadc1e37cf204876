namespace MySite.Signals;

/// <summary>The hub, seen from one scope.</summary>
internal sealed class SignalSender(SignalHub hub, IServiceProvider services) : HubSender(hub, services);
