namespace MySite.Signals;

/// <summary>Decides what a second connection of the same pair means.</summary>
internal static class Duplicates
{
    /// <returns>The connection that already does the work, or <see langword="null"/>.</returns>
    /// <exception cref="InvalidOperationException">The pair is taken: elsewhere, in another phase or on other terms.</exception>
    public static Connection? Find(Topic topic, Connection connection)
    {
        var existing = topic.Connections.FirstOrDefault(other =>
            other.Identity.Equals(connection.Identity) && ReferenceEquals(other.Info.Sender, connection.Info.Sender));
        if (existing is null)
            return null;

        var (there, here) = (existing.Info, connection.Info);
        if (existing.Registration != connection.Registration && connection.Registration != 0)
            throw new InvalidOperationException(
                $"{here.Receiver} is connected to {here.Signal} twice: at {there.File}:{there.Line} and at " +
                $"{here.File}:{here.Line}. Remove one, or give one of them a key of its own with WithKey.");
        if (there.Phase != here.Phase)
            throw new InvalidOperationException(
                $"{here.Receiver} is already connected to {here.Signal} as {there.Phase}, at {there.File}:{there.Line}. " +
                $"To connect it as {here.Phase} too, give one of them a key of its own with WithKey.");
        if ((there.Condition, there.Once, there.Weak) != (here.Condition, here.Once, here.Weak))
            throw new InvalidOperationException(
                $"{here.Receiver} is already connected to {here.Signal} on other terms, at {there.File}:{there.Line}. " +
                "To connect it on these too, give one of them a key of its own with WithKey.");
        return existing;
    }
}
