namespace MySite.Signals;

/// <summary>Sends signals in the scope it was resolved from, so that receivers share the sender's DbContext.</summary>
/// <remarks>
/// Inject this one into pages and services; what it can do is in <see cref="SignalSenderExtensions"/>: <c>SendAsync</c>,
/// <c>SendRobustAsync</c>, <c>HasReceivers</c>. It is scoped and, like its scope, not meant for concurrent use. Nobody else
/// implements it: a test hears signals with a <c>SignalRecorder</c>, on the hub itself.
/// </remarks>
public interface ISignalSender
{
    // The verbs are generic, and a generic method of an interface costs a lookup in each call: they are extensions instead.
    internal SignalHub Hub { get; }

    internal IServiceProvider? Services { get; }
}
