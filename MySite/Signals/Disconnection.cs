namespace MySite.Signals;

/// <summary>The way out of a connection. Disposing it again does nothing.</summary>
internal sealed class Disconnection(SignalHub hub, Connection connection) : IDisposable
{
    public void Dispose() => hub.Disconnect(connection.Info.Signal, connection);
}
