namespace MySite.Signals.Outbox;

/// <summary>A connection that stored deliveries, or broadcasts, can be handed to.</summary>
internal interface IDurableConnection
{
    SignalConnection Info { get; }

    /// <summary>What stored rows call the receiver: it must survive a restart, so it is a name, not an object.</summary>
    string StoredName { get; }

    /// <exception cref="MissException">This server does not understand the payload.</exception>
    ValueTask DeliverAsync(string payload, int version, IServiceProvider services, CancellationToken cancellationToken);
}
