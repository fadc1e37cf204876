namespace MySite.Signals;

/// <summary>Something that reacts to a signal, with its dependencies from the container.</summary>
/// <typeparam name="TPayload">The payload of the signal that it is connected to.</typeparam>
/// <remarks>
/// A receiver need not be registered: it is created for each call from the scope in which the signal was sent (the
/// request's, say), so it shares that scope's DbContext. Register it to choose another lifetime; one that is disposable has
/// to be registered, so that its scope disposes it. Receivers of one signal run one after another, so an implementation
/// needs no locking against its siblings.
/// </remarks>
public interface IReceiver<in TPayload>
{
    /// <summary>Reacts to what happened.</summary>
    /// <param name="payload">What happened.</param>
    /// <param name="cancellationToken">Cancelled when the sender gives up.</param>
    /// <returns>A task that ends when the reaction is complete; the next receiver waits for it.</returns>
    ValueTask ReceiveAsync(TPayload payload, CancellationToken cancellationToken);
}
