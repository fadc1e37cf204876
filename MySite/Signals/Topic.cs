namespace MySite.Signals;

/// <summary>The connections of one signal in one hub, at one time. Immutable: connecting makes another one.</summary>
internal abstract class Topic
{
    public abstract IReadOnlyList<Connection> Connections { get; }

    public abstract Topic? Without(Connection connection);

    /// <summary>The same connections, after something has changed that the short way depends on.</summary>
    public abstract Topic Renewed();

    /// <summary>Lets the signal lead here directly.</summary>
    public abstract void Open();

    /// <summary>Takes that back, unless the signal leads elsewhere by now.</summary>
    public abstract void Close();
}
