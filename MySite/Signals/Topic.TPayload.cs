using System.Runtime.CompilerServices;

namespace MySite.Signals;

/// <summary>Sends to the connections of one signal.</summary>
internal sealed partial class Topic<TPayload> : Topic
{
    // So often must an only receiver have answered at once; one that makes a send wait is noticed until then.
    private const int Acquaintance = 32;

    private readonly Signal<TPayload> _signal;
    private readonly Connection<TPayload>[] _connections;

    private Func<TPayload, CancellationToken, ValueTask>? _shortWay;
    private int _answers;

    public Topic(SignalHub hub, Signal<TPayload> signal, Connection<TPayload>[] connections)
    {
        (Hub, _signal, _connections) = (hub, signal, connections);
        if (!hub.IsWatched && hub.Monitor is null && Array.TrueForAll(connections, connection => connection.Plain is not null))
            Plain = Array.ConvertAll(connections, connection => connection.Plain!);
        if (Plain?.Length > 1)
            _shortWay = SendToAll;
    }

    public SignalHub Hub { get; }

    /// <summary>Receivers that hear anybody, need nothing but the payload and have no condition, if all are like that.</summary>
    public Func<TPayload, CancellationToken, ValueTask>[]? Plain { get; }

    /// <summary>
    /// All receivers as one that the sender may as well call itself; an only one as it is, once it is known to be like any
    /// method.
    /// </summary>
    public Func<TPayload, CancellationToken, ValueTask>? ShortWay => _shortWay;

    public override IReadOnlyList<Connection> Connections => _connections;

    public Topic<TPayload> With(Connection<TPayload> connection)
    {
        var place = _connections.Length;
        while (place > 0 && _connections[place - 1].Info.Priority < connection.Info.Priority)
            place--;
        return new(Hub, _signal, [.. _connections[..place], connection, .. _connections[place..]]);
    }

    public override Topic? Without(Connection connection) =>
        Array.FindAll(_connections, other => other != connection) is { Length: > 0 } others
            ? new Topic<TPayload>(Hub, _signal, others)
            : null;

    public override Topic Renewed() => new Topic<TPayload>(Hub, _signal, _connections);

    public override void Open() => Volatile.Write(ref _signal.Shortcut, this);

    public override void Close() => Interlocked.CompareExchange(ref _signal.Shortcut, null, this);

    public bool HasReceivers(object? sender)
    {
        foreach (var connection in _connections)
            if (connection.Hears(sender))
                return true;
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public ValueTask<SendResult> SendRobustAsync(
        ISignalSender signals, TPayload payload, object? sender, CancellationToken cancellationToken) =>
        SendRobustAsync(payload, new SendContext(sender, signals.Services), cancellationToken);

#pragma warning disable CA2012 // A call that equals the default is over; any other goes from here to where it is awaited.
    /// <summary>Any way but the short one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ValueTask SendCarefully(
        ISignalSender signals, TPayload payload, object? sender, CancellationToken cancellationToken)
    {
        if (Plain is not { } plain || cancellationToken.CanBeCanceled || StackGuard.IsStackLow())
            return SendAsync(payload, new SendContext(sender, signals.Services), cancellationToken);
        if (plain is not [var only])
            return SendToAll(payload, default);
        var call = only(payload, default);
        if (!call.Equals(default))
            return Rest(0, call, payload);
        if (++_answers >= Acquaintance)
            _shortWay = only;
        return default;
    }

    // Nothing else is kept at hand here than what a loop over delegates needs, or it would not be as fast as one; what a
    // profile would make of it is good for some callers and bad for others.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ValueTask SendToAll(TPayload payload, CancellationToken cancellationToken)
    {
        var plain = Plain!;
        for (var i = 0; i < plain.Length; i++)
        {
            var call = plain[i](payload, default);
            if (!call.Equals(default))
                return Rest(i, call, payload);
        }
        return default;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public ValueTask<SendResult> SendRobustPlainAsync(
        Func<TPayload, CancellationToken, ValueTask>[] plain, TPayload payload, CancellationToken cancellationToken)
    {
        object?[]? outcomes = null;
        var i = 0;
        // One try for all that go well: entering it for each would cost more than the call.
        while (i < plain.Length)
            try
            {
                for (; i < plain.Length; i++)
                {
                    var call = plain[i](payload, cancellationToken);
                    if (!call.Equals(default) && !HasEnded(call))
                        return RestRobustAsync(i, call, outcomes, payload, cancellationToken);
                }
            }
            catch (Exception error)
            {
                Outcomes.Failed(ref outcomes, _connections, i++, error, Hub.Logger);
            }
        return new(new SendResult(_connections, null, outcomes));
    }

    public ValueTask SendAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken)
    {
        if (Hub.Monitor is { } monitor)
            return WatchAsync(monitor, payload, context, cancellationToken);
        var moment = 0L;
        return RunAsync(payload, context, ref moment, cancellationToken);
    }

    public ValueTask<SendResult> SendRobustAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken)
    {
        if (Hub.Monitor is { } monitor)
            return WatchRobustAsync(monitor, payload, context, cancellationToken);
        var moment = 0L;
        return RunRobustAsync(payload, context, ref moment, cancellationToken);
    }

    /// <param name="payload">For the receivers.</param>
    /// <param name="context">Where it comes from.</param>
    /// <param name="moment">The end of the last call, for the monitor; <see cref="Elsewhere"/> if that is yet to come.</param>
    /// <param name="cancellationToken">For the receivers.</param>
    private ValueTask RunAsync(
        TPayload payload, in SendContext context, ref long moment, CancellationToken cancellationToken)
    {
        SendDepth.Check(_signal);
        SendDepth.OnThread++;
        Task? pending = null;
        var i = 0;
        try
        {
            for (; i < _connections.Length; i++)
            {
                var connection = _connections[i];
                if (!connection.Accepts(payload, context.Sender, Hub))
                {
                    connection.NoteSkip(Hub, context, ref moment);
                    continue;
                }
                cancellationToken.ThrowIfCancellationRequested();
                if (connection.MustWait(context))
                    break;
                if (!connection.Claim(Hub))
                {
                    connection.NoteSkip(Hub, context, ref moment);
                    continue;
                }
                var call = connection.CallAsync(Hub, payload, context, ref moment, cancellationToken);
                if (!call.IsCompletedSuccessfully)
                {
                    pending = call.AsTask();
                    break;
                }
                call.GetAwaiter().GetResult();
            }
        }
        finally
        {
            SendDepth.OnThread--;
        }
        if (i == _connections.Length)
            return default;
        moment = Elsewhere;
        return Rest(payload, context, cancellationToken).RunAsync(i, pending);
    }

    private ValueTask<SendResult> RunRobustAsync(
        TPayload payload, in SendContext context, ref long moment, CancellationToken cancellationToken)
    {
        SendDepth.Check(_signal);
        SendDepth.OnThread++;
        Task? pending = null;
        object?[]? outcomes = null;
        var i = 0;
        try
        {
            for (; i < _connections.Length; i++)
            {
                var connection = _connections[i];
                try
                {
                    if (!connection.Accepts(payload, context.Sender, Hub))
                    {
                        connection.NoteSkip(Hub, context, ref moment);
                        Outcomes.Skipped(ref outcomes, _connections, i, context.Sender);
                        continue;
                    }
                    if (connection.MustWait(context))
                        break;
                    if (!connection.Claim(Hub))
                    {
                        connection.NoteSkip(Hub, context, ref moment);
                        Outcomes.Skipped(ref outcomes, _connections, i, context.Sender);
                        continue;
                    }
                    var call = connection.CallAsync(Hub, payload, context, ref moment, cancellationToken);
                    if (!call.IsCompletedSuccessfully)
                    {
                        pending = call.AsTask();
                        break;
                    }
                    call.GetAwaiter().GetResult();
                }
                catch (Exception error)
                {
                    Outcomes.Failed(ref outcomes, _connections, i, error, Hub.Logger);
                }
            }
        }
        finally
        {
            SendDepth.OnThread--;
        }
        if (i == _connections.Length)
            return new(new SendResult(_connections, context.Sender, outcomes));
        moment = Elsewhere;
        return Rest(payload, context, cancellationToken).RunRobustAsync(i, pending, outcomes);
    }

    // Most calls that have ended are the default; this is for those that wrap a task or a pooled source.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool HasEnded(ValueTask call)
    {
        if (!call.IsCompletedSuccessfully)
            return false;
        call.GetAwaiter().GetResult();
        return true;
    }

    // Plain receivers hear any sender and need no services, so it does not matter here who sent, and from where.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ValueTask Rest(int next, ValueTask call, TPayload payload)
    {
        while (HasEnded(call))
        {
            if (++next == Plain!.Length)
                return default;
            call = Plain[next](payload, default);
        }
        return Rest(payload, new SendContext(), CancellationToken.None).RunAsync(next, call.AsTask());
    }
#pragma warning restore CA2012

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ValueTask<SendResult> RestRobustAsync(
        int next, ValueTask call, object?[]? outcomes, TPayload payload, CancellationToken cancellationToken) =>
        Rest(payload, new SendContext(), cancellationToken).RunRobustAsync(next, call.AsTask(), outcomes);

    private RestOfSend<TPayload> Rest(TPayload payload, in SendContext context, CancellationToken cancellationToken) =>
        new(Hub, _signal, _connections, payload, context, cancellationToken);
}
