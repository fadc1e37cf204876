namespace MySite.Signals.Outbox;

/// <summary>A connection that stored deliveries can be handed to.</summary>
internal interface IDurableConnection
{
    SignalConnection Info { get; }

    Type Receiver { get; }

    /// <summary>What stored rows call the receiver: it must survive a restart, so it is a name, not an object.</summary>
    string StoredName { get; }

    ValueTask DeliverAsync(string payload, IServiceProvider services, CancellationToken cancellationToken);
}
