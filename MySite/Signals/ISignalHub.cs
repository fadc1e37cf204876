using System.Runtime.CompilerServices;

namespace MySite.Signals;

/// <summary>Connects receivers to signals, knows every connection, and sends outside of any scope.</summary>
/// <remarks>
/// One per host, thread-safe: sending takes no lock, and connecting copies. Sending through the hub itself gives receivers
/// that need services a scope of their own; where there is a scope already, inject <see cref="ISignalSender"/>. To mute
/// receivers for a while, see <see cref="SignalHubExtensions"/>.
/// </remarks>
public interface ISignalHub : ISignalSender
{
    /// <summary>Every connection, grouped by signal and in the order in which each signal's receivers run.</summary>
    IReadOnlyList<SignalConnection> Connections { get; }

    /// <summary>
    /// Starts a connection to <paramref name="signal"/>; nothing is connected before one of the verbs is called.
    /// </summary>
    /// <typeparam name="TPayload">The payload of the signal.</typeparam>
    /// <param name="signal">The signal to hear.</param>
    /// <param name="file">Filled in by the compiler, for the signal map.</param>
    /// <param name="line">Filled in by the compiler, for the signal map.</param>
    /// <returns>
    /// The connection to be, with the verbs <c>Call</c>, <c>AfterCommit</c>, <c>AfterRollback</c>, <c>Durably</c> and
    /// <c>OnEveryNode</c>.
    /// </returns>
    SignalConnector<TPayload> On<TPayload>(
        Signal<TPayload> signal, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0);
}
