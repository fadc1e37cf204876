using MySite.Signals.Outbox;

namespace MySite.Signals;

/// <summary>A connection to be, of which a copy of what matters is stored instead of the payload.</summary>
/// <remarks>Made by <see cref="SignalConnector{TPayload}"/>'s <c>Storing</c>. Not thread-safe; the verbs are.</remarks>
/// <typeparam name="TPayload">What is sent.</typeparam>
/// <typeparam name="TStored">What is stored, and what the receiver is given.</typeparam>
public sealed class StoringConnector<TPayload, TStored>
    where TStored : class
{
    private readonly SignalConnector<TPayload> _connector;
    private readonly Func<TPayload, TStored?> _copy;
    private readonly PayloadVersions<TStored> _versions;

    internal StoringConnector(
        SignalConnector<TPayload> connector, Func<TPayload, TStored?> copy, PayloadVersions<TStored> versions) =>
        (_connector, _copy, _versions) = (connector, copy, versions);

    /// <summary>
    /// Stores a delivery of the copy with the sender's transaction; a background service calls the receiver until it succeeds.
    /// </summary>
    /// <typeparam name="TReceiver">The receiver; see <see cref="IReceiver{TPayload}"/> for its lifetime.</typeparam>
    /// <returns>Disposing it disconnects.</returns>
    /// <exception cref="InvalidOperationException">Another registration connected the same receiver or key.</exception>
    /// <remarks>At least once: a receiver may inject <c>Delivery</c> and use its key to recognise a repetition.</remarks>
    public IDisposable Durably<TReceiver>()
        where TReceiver : IReceiver<TStored> =>
        _connector.Store(_connector.Durable(Invoker<TStored>.For<TReceiver>(), _versions), _copy);

    /// <summary>
    /// Stores a broadcast of the copy with the sender's transaction; every server process runs the receiver once: this one
    /// right after the commit, the others at their next poll.
    /// </summary>
    /// <typeparam name="TReceiver">The receiver; see <see cref="IReceiver{TPayload}"/> for its lifetime.</typeparam>
    /// <returns>Disposing it disconnects.</returns>
    /// <exception cref="InvalidOperationException">Another registration connected the same receiver or key.</exception>
    /// <remarks>For what each process has of its own, such as a cache.</remarks>
    public IDisposable OnEveryNode<TReceiver>()
        where TReceiver : IReceiver<TStored> =>
        _connector.Store(_connector.EveryNode(Invoker<TStored>.For<TReceiver>(), _versions), _copy);
}
