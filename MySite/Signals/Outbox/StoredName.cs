namespace MySite.Signals.Outbox;

/// <summary>The name by which a stored row finds its receiver again, perhaps in another process and after a restart.</summary>
internal static class StoredName
{
    public static IDurableConnection? Find(
        IEnumerable<Connection> connections, ConnectionPhase phase, string signal, string storedName) =>
        connections.OfType<IDurableConnection>().FirstOrDefault(durable => durable.StoredName == storedName
            && durable.Info.Phase == phase && durable.Info.Signal.Name == signal);

    /// <exception cref="InvalidOperationException">The rows of two receivers would bear the same name.</exception>
    public static void MustBeFree(IEnumerable<Connection> connections, IDurableConnection durable)
    {
        var (name, here) = (durable.StoredName, durable.Info);
        if (Find(connections, here.Phase, here.Signal.Name, name) is not { } other
            || (other.Info.ReceiverType == here.ReceiverType && other.Info.Signal == here.Signal))
            return;
        throw new InvalidOperationException(
            $"{other.Info.ReceiverType}, connected at {other.Info.File}:{other.Info.Line}, and {here.ReceiverType}, at " +
            $"{here.File}:{here.Line}, would both be stored as {name} of {here.Signal}. " +
            "Give one of them a key of its own with WithKey.");
    }
}
