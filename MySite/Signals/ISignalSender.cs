namespace MySite.Signals;

/// <summary>Sends signals in the scope it was resolved from, so that receivers share the sender's DbContext.</summary>
/// <remarks>
/// Inject this one into pages and services. It is scoped and, like its scope, not meant for concurrent use.
/// Receivers run one after another, in order of priority and then of connection. The set of receivers is the one at the
/// start of the send: a receiver that connects or disconnects others changes the next send only (as in Django).
/// </remarks>
public interface ISignalSender
{
    /// <summary>Calls the receivers in order and lets the first error out: later receivers do not run.</summary>
    /// <param name="signal">What happened.</param>
    /// <param name="payload">The details.</param>
    /// <param name="sender">Who says so; receivers connected with <c>From</c> hear only theirs. Compared by identity.</param>
    /// <param name="cancellationToken">Handed to each receiver.</param>
    /// <returns>
    /// A task that ends after the last inline receiver. Already complete, and free of allocations, if all were synchronous.
    /// </returns>
    /// <remarks>
    /// Django's <c>send</c> and <c>asend</c>, without their reordering of sync and async receivers. The error of a receiver
    /// that did not await may be thrown by the call itself: await the call where it is made.
    /// </remarks>
    ValueTask SendAsync<TPayload>(
        Signal<TPayload> signal, TPayload payload, object? sender = null, CancellationToken cancellationToken = default);

    /// <summary>Calls every receiver, logs each error, and tells what each one did.</summary>
    /// <inheritdoc cref="SendAsync" path="/param"/>
    /// <returns>The outcome of each receiver, in the order in which they ran.</returns>
    /// <remarks>
    /// Django's <c>send_robust</c>; an error is never mistaken for a result, because the two have different types.
    /// </remarks>
    ValueTask<SendResult> SendRobustAsync<TPayload>(
        Signal<TPayload> signal, TPayload payload, object? sender = null, CancellationToken cancellationToken = default);
}
