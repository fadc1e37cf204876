namespace MySite.Signals;

/// <summary>The rest of a send, from the first receiver that has to be waited for or that needs a scope of its own.</summary>
internal sealed class RestOfSend<TPayload>(
    SignalHub hub, Signal<TPayload> signal, Connection<TPayload>[] connections, TPayload payload, SendContext context,
    CancellationToken cancellationToken)
{
    /// <summary>Goes on at <paramref name="next"/>, whose call may have begun.</summary>
    public async ValueTask RunAsync(int next, Task? call)
    {
        FlowDepth.Enter();
        NoteWaiting(next, call);
        var scope = new LazyScope(hub.Scopes, hub.Logger, context);
        await using (scope.ConfigureAwait(false))
            for (var i = next; i < connections.Length; i++, call = null)
            {
                if (call is null && !connections[i].Accepts(payload, context.Sender, hub))
                {
                    NoteSkip(connections[i]);
                    continue;
                }
                if (call is null)
                    cancellationToken.ThrowIfCancellationRequested();
                if (call is not null || connections[i].Claim(hub))
                    await CallAsync(connections[i], call, scope).ConfigureAwait(false);
                else
                    NoteSkip(connections[i]);
            }
    }

    /// <summary>Goes on at <paramref name="next"/>, whose call may have begun, and collects the errors.</summary>
    public async ValueTask<SendResult> RunRobustAsync(int next, Task? call, object?[]? outcomes)
    {
        FlowDepth.Enter();
        NoteWaiting(next, call);
        var scope = new LazyScope(hub.Scopes, hub.Logger, context);
        await using (scope.ConfigureAwait(false))
            for (var i = next; i < connections.Length; i++, call = null)
                try
                {
                    if (call is null && !(connections[i].Accepts(payload, context.Sender, hub) && connections[i].Claim(hub)))
                    {
                        NoteSkip(connections[i]);
                        Outcomes.Skipped(ref outcomes, connections, i, context.Sender);
                    }
                    else
                        await CallAsync(connections[i], call, scope).ConfigureAwait(false);
                }
                catch (Exception error)
                {
                    Outcomes.Failed(ref outcomes, connections, i, error, hub.Logger);
                }
        return new SendResult(connections, context.Sender, outcomes);
    }

    private void NoteSkip(Connection<TPayload> connection)
    {
        var moment = 0L;
        connection.NoteSkip(hub, context, ref moment);
    }

    // Its first wait is over before anybody could know of it; from the next send on it is called from here, so that what it
    // sends after a wait still counts as nested.
    private void NoteWaiting(int next, Task? call)
    {
        if (call is not null && connections[next].NoteWaiting())
            hub.Renew(signal);
    }

    private Task CallAsync(Connection<TPayload> connection, Task? call, LazyScope scope)
    {
        var given = connection.NeedsServices ? context with { Services = scope.Services } : context;
        var moment = hub.Monitor?.Clock.Now() ?? 0;
        call ??= connection.CallAsync(hub, payload, given, ref moment, cancellationToken).AsTask();
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
            SignalLog.ReceiverFailed(hub.Logger, error, info.Receiver, info.Signal);
        }
    }
}
