namespace MySite.Signals;

/// <summary>Mutes connections for one async flow: for seeding, imports and tests.</summary>
/// <remarks>
/// <para>
/// A scope holds for the code that opened it and for everything that code calls, awaits or starts, on whatever thread; other
/// requests and other tests hear everything meanwhile. Scopes nest: a connection runs if every open scope lets it. What is
/// muted at the time of the send does not run later either: no work waits for the commit, no delivery is stored. What was
/// stored before is delivered, and runs muted nowhere.
/// </para>
/// <para>
/// An async method's scope ends with the method: open it where it is used, in a <c>using</c>. Thread-safe. While any scope is
/// open, every send of the host is a little slower.
/// </para>
/// <para>Django has none of this: disconnecting a receiver there is felt by every thread.</para>
/// </remarks>
public static class SignalHubExtensions
{
    /// <summary>Nothing is called.</summary>
    /// <param name="hub">The hub.</param>
    /// <returns>Disposing it ends the scope.</returns>
    public static IDisposable Mute(this ISignalHub hub) => Filter(hub, static _ => false);

    /// <summary>Receivers of <paramref name="signals"/> are not called.</summary>
    /// <param name="hub">The hub.</param>
    /// <param name="signals">The signals to mute.</param>
    /// <returns>Disposing it ends the scope.</returns>
    public static IDisposable Mute(this ISignalHub hub, params Signal[] signals) =>
        Filter(hub, connection => !Holds(signals, connection));

    /// <summary>A receiver is not called, whatever it is connected to.</summary>
    /// <typeparam name="TReceiver">The receiver.</typeparam>
    /// <param name="hub">The hub.</param>
    /// <returns>Disposing it ends the scope.</returns>
    public static IDisposable Mute<TReceiver>(this ISignalHub hub)
        where TReceiver : class => Filter(hub, static connection => connection.ReceiverType != typeof(TReceiver));

    /// <summary>Connections that <paramref name="which"/> is true for are not called.</summary>
    /// <param name="hub">The hub.</param>
    /// <param name="which">Asked at each send, about each connection that would run; keep it cheap.</param>
    /// <returns>Disposing it ends the scope.</returns>
    public static IDisposable Mute(this ISignalHub hub, Predicate<SignalConnection> which)
    {
        ArgumentNullException.ThrowIfNull(which);
        return Filter(hub, connection => !which(connection));
    }

    /// <summary>Only receivers of <paramref name="signals"/> are called.</summary>
    /// <param name="hub">The hub.</param>
    /// <param name="signals">The signals that are heard.</param>
    /// <returns>Disposing it ends the scope.</returns>
    public static IDisposable Only(this ISignalHub hub, params Signal[] signals) =>
        Filter(hub, connection => Holds(signals, connection));

    /// <summary>Only one receiver is called, for whatever it is connected to.</summary>
    /// <typeparam name="TReceiver">The receiver.</typeparam>
    /// <param name="hub">The hub.</param>
    /// <returns>Disposing it ends the scope.</returns>
    public static IDisposable Only<TReceiver>(this ISignalHub hub)
        where TReceiver : class => Filter(hub, static connection => connection.ReceiverType == typeof(TReceiver));

    /// <summary>Only connections that <paramref name="which"/> is true for are called.</summary>
    /// <param name="hub">The hub.</param>
    /// <param name="which">Asked at each send, about each connection that would run; keep it cheap.</param>
    /// <returns>Disposing it ends the scope.</returns>
    public static IDisposable Only(this ISignalHub hub, Predicate<SignalConnection> which)
    {
        ArgumentNullException.ThrowIfNull(which);
        return Filter(hub, which);
    }

    private static SignalFilter Filter(ISignalHub hub, Predicate<SignalConnection> allows)
    {
        ArgumentNullException.ThrowIfNull(hub);
        return new SignalFilter(hub.Hub, allows);
    }

    private static bool Holds(Signal[] signals, SignalConnection connection) => signals.AsSpan().Contains(connection.Signal);
}
