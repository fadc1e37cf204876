namespace MySite.Signals;

/// <summary>The rest of a send, from the first receiver that has to be waited for or that needs a scope of its own.</summary>
internal sealed class RestOfSend<TPayload>(
    IServiceScopeFactory scopes, ILogger logger, Connection<TPayload>[] connections, TPayload payload, SendContext context,
    CancellationToken cancellationToken)
{
    /// <summary>Goes on at <paramref name="next"/>, whose call may have begun.</summary>
    public async ValueTask RunAsync(int next, Task? call)
    {
        var scope = new LazyScope(scopes, logger, context);
        await using (scope.ConfigureAwait(false))
            for (var i = next; i < connections.Length; i++, call = null)
                if (connections[i].Hears(context.Sender))
                    await CallAsync(connections[i], call, scope).ConfigureAwait(false);
    }

    /// <summary>Goes on at <paramref name="next"/>, whose call may have begun, and collects the errors.</summary>
    public async ValueTask<SendResult> RunRobustAsync(int next, Task? call, Exception?[]? errors)
    {
        var scope = new LazyScope(scopes, logger, context);
        await using (scope.ConfigureAwait(false))
        {
            for (var i = next; i < connections.Length; i++, call = null)
            {
                if (!connections[i].Hears(context.Sender))
                    continue;
                try
                {
                    await CallAsync(connections[i], call, scope).ConfigureAwait(false);
                }
                catch (Exception error)
                {
                    SendErrors.Record(ref errors, connections, i, error, logger);
                }
            }
        }
        return new SendResult(connections, context.Sender, errors);
    }

    private Task CallAsync(Connection<TPayload> connection, Task? call, LazyScope scope)
    {
        var given = connection.NeedsServices ? context with { Services = scope.Services } : context;
        call ??= connection.InvokeAsync(payload, given, cancellationToken).AsTask();
        if (!context.Synchronous || call.IsCompleted)
            return call;

        _ = AbandonAsync(call, connection.Info);
        throw new InvalidOperationException(
            $"{connection.Info.Receiver} of {connection.Info.Signal}, connected at {connection.Info.File}:" +
            $"{connection.Info.Line}, awaits something, for which SaveChanges() cannot wait. Call SaveChangesAsync().");
    }

    // It cannot be stopped; that it failed must not go unseen.
    private async Task AbandonAsync(Task call, SignalConnection info)
    {
        try
        {
            await call.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            SignalLog.ReceiverFailed(logger, error, info.Receiver, info.Signal);
        }
    }
}
