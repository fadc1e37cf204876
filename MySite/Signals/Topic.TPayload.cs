namespace MySite.Signals;

/// <summary>Sends to the connections of one signal. Lock-free: connecting replaces the array under the hub's lock.</summary>
internal sealed class Topic<TPayload>(IServiceScopeFactory scopes, ILogger logger) : Topic
{
    private volatile Connection<TPayload>[] _connections = [];

    public override IReadOnlyList<Connection> Connections => _connections;

    public bool IsEmpty => _connections.Length == 0;

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
        var (connections, sender) = (_connections, context.Sender);
        for (var i = 0; i < connections.Length; i++)
        {
            var connection = connections[i];
            if (!connection.Hears(sender))
                continue;
            var plain = connection.Plain;
            if (plain is null && connection.NeedsServices && context.Services is null)
                return Rest(connections, payload, context, cancellationToken).RunAsync(i, null);

            var call = plain is null
                ? connection.InvokeAsync(payload, context, cancellationToken)
                : plain(payload, cancellationToken);
            if (!call.IsCompletedSuccessfully)
                return Rest(connections, payload, context, cancellationToken).RunAsync(i, call.AsTask());
            call.GetAwaiter().GetResult();
        }
        return default;
    }

    public ValueTask<SendResult> SendRobustAsync(
        TPayload payload, in SendContext context, CancellationToken cancellationToken)
    {
        var (connections, sender) = (_connections, context.Sender);
        Exception?[]? errors = null;
        for (var i = 0; i < connections.Length; i++)
        {
            var connection = connections[i];
            if (!connection.Hears(sender))
                continue;
            var plain = connection.Plain;
            if (plain is null && connection.NeedsServices && context.Services is null)
                return Rest(connections, payload, context, cancellationToken).RunRobustAsync(i, null, errors);
            try
            {
                var call = plain is null
                    ? connection.InvokeAsync(payload, context, cancellationToken)
                    : plain(payload, cancellationToken);
                if (!call.IsCompletedSuccessfully)
                    return Rest(connections, payload, context, cancellationToken).RunRobustAsync(i, call.AsTask(), errors);
                call.GetAwaiter().GetResult();
            }
            catch (Exception error)
            {
                SendErrors.Record(ref errors, connections, i, error, logger);
            }
        }
        return new(new SendResult(connections, sender, errors));
    }

    private RestOfSend<TPayload> Rest(
        Connection<TPayload>[] connections, TPayload payload, in SendContext context, CancellationToken cancellationToken) =>
        new(scopes, logger, connections, payload, context, cancellationToken);
}
