namespace MySite.Signals;

/// <summary>The connections of one signal in one hub.</summary>
internal abstract class Topic
{
    /// <summary>A snapshot; the array never changes once it is published.</summary>
    public abstract IReadOnlyList<Connection> Connections { get; }

    public abstract bool Remove(Connection connection);
}
