namespace MySite.Signals;

/// <summary>One room's wiring, run when the hub is built (Django's <c>AppConfig.ready</c>).</summary>
internal sealed record ReceiverRegistration(Action<ISignalHub> Connect);
