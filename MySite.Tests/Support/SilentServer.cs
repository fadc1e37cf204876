using System.Net;
using System.Net.Sockets;

namespace MySite.Tests.Support;

/// <summary>Takes a connection, says nothing and listens: a mail server that hangs.</summary>
internal sealed class SilentServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    internal SilentServer() => _listener.Start();

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    internal Task<TcpClient> AcceptAsync() => _listener.AcceptTcpClientAsync()
        .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    public void Dispose() => _listener.Dispose();
}
