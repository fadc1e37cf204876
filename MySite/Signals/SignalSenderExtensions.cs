using System.Runtime.CompilerServices;

namespace MySite.Signals;

/// <summary>Sends signals.</summary>
/// <remarks>
/// Receivers run one after another, in order of priority and then of connection. The set of receivers is the one at the
/// start of the send: a receiver that connects or disconnects others changes the next send only (as in Django). Receivers may
/// send in turn, up to 32 deep.
/// </remarks>
public static class SignalSenderExtensions
{
    /// <summary>Calls the receivers in order and lets the first error out: later receivers do not run.</summary>
    /// <typeparam name="TPayload">The payload of the signal.</typeparam>
    /// <param name="signals">The sender of a scope, or the hub itself.</param>
    /// <param name="signal">What happened.</param>
    /// <param name="payload">The details.</param>
    /// <param name="sender">Who says so; receivers connected with <c>From</c> hear only theirs. Compared by identity.</param>
    /// <param name="cancellationToken">Handed to each receiver; once it is cancelled, no further one is called.</param>
    /// <returns>
    /// A task that ends after the last inline receiver. Already complete, and free of allocations, if all were synchronous.
    /// </returns>
    /// <exception cref="InvalidOperationException">Receivers sent in turn, 32 deep.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before all receivers were called.</exception>
    /// <remarks>
    /// Django's <c>send</c> and <c>asend</c>, without their reordering of sync and async receivers. The error of a receiver
    /// that did not await may be thrown by the call itself: await the call where it is made.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueTask SendAsync<TPayload>(
        this ISignalSender signals, Signal<TPayload> signal, TPayload payload, object? sender = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signal);
        var hub = HubSender.HubOf(signals);
        // One variable and one return: with more, each result would be copied once more where this is inlined.
        ValueTask call;
        if (hub.Find(signal) is not { } topic)
            call = hub.Monitor is null ? default : hub.Unheard(signal, payload, sender);
        else if (topic.ShortWay is { } send && !cancellationToken.CanBeCanceled && !StackGuard.IsNearEdge())
            call = send(payload, default);
        else
            call = topic.SendCarefully(signals, payload, sender, cancellationToken);
        return call;
    }

    /// <summary>Calls every receiver, logs each error, and tells what each one did.</summary>
    /// <typeparam name="TPayload">The payload of the signal.</typeparam>
    /// <param name="signals">The sender of a scope, or the hub itself.</param>
    /// <param name="signal">What happened.</param>
    /// <param name="payload">The details.</param>
    /// <param name="sender">Who says so; receivers connected with <c>From</c> hear only theirs. Compared by identity.</param>
    /// <param name="cancellationToken">Handed to each receiver; all of them are called, whether it is cancelled or not.</param>
    /// <returns>The outcome of each receiver, in the order in which they ran.</returns>
    /// <exception cref="InvalidOperationException">Receivers sent in turn, 32 deep.</exception>
    /// <remarks>
    /// Django's <c>send_robust</c>; an error is never mistaken for a result, because the two have different types.
    /// </remarks>
    public static ValueTask<SendResult> SendRobustAsync<TPayload>(
        this ISignalSender signals, Signal<TPayload> signal, TPayload payload, object? sender = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signal);
        if (HubSender.HubOf(signals).Find(signal) is not { } topic)
            return HubSender.HubOf(signals).UnheardRobust(signal, payload, new SendContext(sender));
        return topic.Plain is not { } plain || StackGuard.IsStackLow()
            ? topic.SendRobustAsync(signals, payload, sender, cancellationToken)
            : topic.SendRobustPlainAsync(plain, payload, cancellationToken);
    }

    /// <summary>Tells whether anybody would hear <paramref name="signal"/> from <paramref name="sender"/>.</summary>
    /// <typeparam name="TPayload">The payload of the signal.</typeparam>
    /// <param name="signals">The sender of a scope, or the hub itself.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="sender">The sender; <see langword="null"/> reaches only receivers that hear any sender.</param>
    /// <returns>
    /// <see langword="true"/> if there is a connection for it. Conditions and mute scopes are not asked: they belong to a send.
    /// </returns>
    /// <remarks>Django's <c>has_listeners</c>. Ask before building an expensive payload.</remarks>
    public static bool HasReceivers<TPayload>(this ISignalSender signals, Signal<TPayload> signal, object? sender = null)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return HubSender.HubOf(signals).HasReceivers(signal, sender);
    }
}
