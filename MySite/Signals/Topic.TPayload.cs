using System.Runtime.CompilerServices;

namespace MySite.Signals;

/// <summary>Sends to the connections of one signal.</summary>
internal sealed class Topic<TPayload> : Topic
{
    private readonly SignalHub _hub;
    private readonly Signal<TPayload> _signal;
    private readonly Connection<TPayload>[] _connections;

    // The short way: receivers that hear anybody, need nothing but the payload and have never made a send wait.
    private readonly Func<TPayload, CancellationToken, ValueTask>[]? _plain;

    public Topic(SignalHub hub, Signal<TPayload> signal, Connection<TPayload>[] connections)
    {
        (_hub, _signal, _connections) = (hub, signal, connections);
        if (!hub.IsWatched && Array.TrueForAll(connections, connection => connection.Plain is not null))
            _plain = Array.ConvertAll(connections, connection => connection.Plain!);
        Single = _plain is [var only] ? only : null;
    }

    /// <summary>The only receiver, if it can be called like any method: the caller may as well do that itself.</summary>
    public Func<TPayload, CancellationToken, ValueTask>? Single { get; }

    public override IReadOnlyList<Connection> Connections => _connections;

    public Topic<TPayload> With(Connection<TPayload> connection)
    {
        var place = _connections.Length;
        while (place > 0 && _connections[place - 1].Info.Priority < connection.Info.Priority)
            place--;
        return new(_hub, _signal, [.. _connections[..place], connection, .. _connections[place..]]);
    }

    public override Topic? Without(Connection connection) =>
        Array.FindAll(_connections, other => other != connection) is { Length: > 0 } others
            ? new Topic<TPayload>(_hub, _signal, others)
            : null;

    public override Topic Renewed() => new Topic<TPayload>(_hub, _signal, _connections);

    /// <summary>The call of <see cref="Single"/> is not over yet.</summary>
    public void NoteWaiting()
    {
        if (_connections[0].NoteWaiting())
            _hub.Renew(_signal);
    }

    public bool HasReceivers(object? sender)
    {
        foreach (var connection in _connections)
            if (connection.Hears(sender))
                return true;
        return false;
    }

    public ValueTask SendAsync(
        ISignalSender signals, TPayload payload, object? sender, CancellationToken cancellationToken)
    {
        var plain = _plain;
        if (plain is null)
            return SendAsync(payload, signals, sender, cancellationToken);
        if (StackGuard.IsStackLow())
            throw SendDepth.TooDeep(_signal);
        for (var i = 0; i < plain.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var call = plain[i](payload, cancellationToken);
            if (!call.IsCompletedSuccessfully)
                return RestAsync(i, call, signals, payload, sender, cancellationToken);
            call.GetAwaiter().GetResult();
        }
        return default;
    }

    public ValueTask SendAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken)
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
                if (!connection.Accepts(payload, context.Sender, _hub))
                    continue;
                cancellationToken.ThrowIfCancellationRequested();
                if (connection.MustWait(context))
                    break;
                if (!connection.Claim(_hub))
                    continue;
                var call = connection.InvokeAsync(payload, context, cancellationToken);
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
        return i == _connections.Length ? default : Rest(payload, context, cancellationToken).RunAsync(i, pending);
    }

    public ValueTask<SendResult> SendRobustAsync(
        ISignalSender signals, TPayload payload, object? sender, CancellationToken cancellationToken)
    {
        var plain = _plain;
        if (plain is null)
            return SendRobustAsync(payload, signals, sender, cancellationToken);
        if (StackGuard.IsStackLow())
            throw SendDepth.TooDeep(_signal);
        object?[]? outcomes = null;
        var i = 0;
        // One try for all that go well: entering it for each would cost more than the call.
        while (i < plain.Length)
            try
            {
                for (; i < plain.Length; i++)
                {
                    var call = plain[i](payload, cancellationToken);
                    if (!call.IsCompletedSuccessfully)
                        return RestRobustAsync(i, call, outcomes, signals, payload, sender, cancellationToken);
                    call.GetAwaiter().GetResult();
                }
            }
            catch (Exception error)
            {
                Outcomes.Failed(ref outcomes, _connections, i++, error, _hub.Logger);
            }
        return new(new SendResult(_connections, sender, outcomes));
    }

    public ValueTask<SendResult> SendRobustAsync(
        TPayload payload, in SendContext context, CancellationToken cancellationToken)
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
                    if (!connection.Accepts(payload, context.Sender, _hub))
                    {
                        Outcomes.Skipped(ref outcomes, _connections, i, context.Sender);
                        continue;
                    }
                    if (connection.MustWait(context))
                        break;
                    if (!connection.Claim(_hub))
                    {
                        Outcomes.Skipped(ref outcomes, _connections, i, context.Sender);
                        continue;
                    }
                    var call = connection.InvokeAsync(payload, context, cancellationToken);
                    if (!call.IsCompletedSuccessfully)
                    {
                        pending = call.AsTask();
                        break;
                    }
                    call.GetAwaiter().GetResult();
                }
                catch (Exception error)
                {
                    Outcomes.Failed(ref outcomes, _connections, i, error, _hub.Logger);
                }
            }
        }
        finally
        {
            SendDepth.OnThread--;
        }
        return i == _connections.Length
            ? new(new SendResult(_connections, context.Sender, outcomes))
            : Rest(payload, context, cancellationToken).RunRobustAsync(i, pending, outcomes);
    }

    // Apart, because what they keep on the stack would slow down the short way.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ValueTask SendAsync(
        TPayload payload, ISignalSender signals, object? sender, CancellationToken cancellationToken) =>
        SendAsync(payload, new SendContext(sender, signals.Services), cancellationToken);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ValueTask<SendResult> SendRobustAsync(
        TPayload payload, ISignalSender signals, object? sender, CancellationToken cancellationToken) =>
        SendRobustAsync(payload, new SendContext(sender, signals.Services), cancellationToken);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ValueTask RestAsync(
        int next, ValueTask call, ISignalSender signals, TPayload payload, object? sender,
        CancellationToken cancellationToken) =>
        Rest(payload, new SendContext(sender, signals.Services), cancellationToken).RunAsync(next, call.AsTask());

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ValueTask<SendResult> RestRobustAsync(
        int next, ValueTask call, object?[]? outcomes, ISignalSender signals, TPayload payload, object? sender,
        CancellationToken cancellationToken) =>
        Rest(payload, new SendContext(sender, signals.Services), cancellationToken)
            .RunRobustAsync(next, call.AsTask(), outcomes);

    private RestOfSend<TPayload> Rest(TPayload payload, in SendContext context, CancellationToken cancellationToken) =>
        new(_hub, _signal, _connections, payload, context, cancellationToken);
}
