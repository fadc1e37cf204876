using System.Net;
using System.Net.Sockets;

namespace MySite.Tests.Support;

/// <summary>Takes a connection, says nothing and listens: a mail server that hangs.</summary>
internal sealed class SilentServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    internal SilentServer() => _listener.Start();

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    internal async Task<TcpClient> AcceptAsync() =>
        await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);

    public void Dispose() => _listener.Dispose();
}
