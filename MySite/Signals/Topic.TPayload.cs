namespace MySite.Signals;

/// <summary>Sends to the connections of one signal. Lock-free: connecting replaces the array under the hub's lock.</summary>
internal sealed class Topic<TPayload>(IServiceScopeFactory scopes, ILogger logger) : Topic
{
    private volatile Connection<TPayload>[] _connections = [];

    public override IReadOnlyList<Connection> Connections => _connections;

    public void Add(Connection<TPayload> connection)
    {
        var old = _connections;
        var place = old.Length;
        while (place > 0 && old[place - 1].Info.Priority < connection.Info.Priority)
            place--;
        _connections = [.. old[..place], connection, .. old[place..]];
    }

    public override bool Remove(Connection connection)
    {
        var old = _connections;
        _connections = Array.FindAll(old, other => other != connection);
        return _connections.Length < old.Length;
    }

    public bool HasReceivers(object? sender)
    {
        foreach (var connection in _connections)
            if (connection.Hears(sender))
                return true;
        return false;
    }

    public ValueTask SendAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken)
    {
        var connections = _connections;
        for (var i = 0; i < connections.Length; i++)
        {
            var connection = connections[i];
            if (!connection.Hears(context.Sender))
                continue;
            if (connection.NeedsServices && context.Services is null)
                return ContinueAsync(default, connections, i, payload, context, cancellationToken);

            var call = connection.InvokeAsync(payload, context, cancellationToken);
            if (!call.IsCompletedSuccessfully)
                return ContinueAsync(call, connections, i + 1, payload, context, cancellationToken);
            call.GetAwaiter().GetResult();
        }
        return default;
    }

    public ValueTask<SendResult> SendRobustAsync(
        TPayload payload, in SendContext context, CancellationToken cancellationToken)
    {
        var connections = _connections;
        Exception?[]? errors = null;
        for (var i = 0; i < connections.Length; i++)
        {
            var connection = connections[i];
            if (!connection.Hears(context.Sender))
                continue;
            if (connection.NeedsServices && context.Services is null)
                return ContinueRobustAsync(null, connections, i, errors, payload, context, cancellationToken);
            try
            {
                var call = connection.InvokeAsync(payload, context, cancellationToken);
                if (!call.IsCompletedSuccessfully)
                    return ContinueRobustAsync(call.AsTask(), connections, i, errors, payload, context, cancellationToken);
                call.GetAwaiter().GetResult();
            }
            catch (Exception error)
            {
                Record(ref errors, connections, i, error);
            }
        }
        return new(new SendResult(connections, context.Sender, errors));
    }

    private async ValueTask ContinueAsync(
        ValueTask call, Connection<TPayload>[] connections, int next, TPayload payload, SendContext context,
        CancellationToken cancellationToken)
    {
        await call.ConfigureAwait(false);
        var scope = new LazyScope(scopes, logger, context.Services);
        await using (scope.ConfigureAwait(false))
        {
            for (var i = next; i < connections.Length; i++)
            {
                var connection = connections[i];
                if (!connection.Hears(context.Sender))
                    continue;
                if (connection.NeedsServices)
                    context = context with { Services = scope.Services };
                await connection.InvokeAsync(payload, context, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<SendResult> ContinueRobustAsync(
        Task? call, Connection<TPayload>[] connections, int next, Exception?[]? errors, TPayload payload,
        SendContext context, CancellationToken cancellationToken)
    {
        var scope = new LazyScope(scopes, logger, context.Services);
        await using (scope.ConfigureAwait(false))
        {
            for (var i = next; i < connections.Length; i++, call = null)
            {
                var connection = connections[i];
                if (!connection.Hears(context.Sender))
                    continue;
                try
                {
                    if (connection.NeedsServices)
                        context = context with { Services = scope.Services };
                    await (call ?? connection.InvokeAsync(payload, context, cancellationToken).AsTask())
                        .ConfigureAwait(false);
                }
                catch (Exception error)
                {
                    Record(ref errors, connections, i, error);
                }
            }
        }
        return new SendResult(connections, context.Sender, errors);
    }

    private void Record(ref Exception?[]? errors, Connection<TPayload>[] connections, int index, Exception error)
    {
        errors ??= new Exception?[connections.Length];
        errors[index] = error;
        var info = connections[index].Info;
        SignalLog.ReceiverFailed(logger, error, info.Receiver, info.Signal);
    }
}
