using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MySite.Benchmarks.Inside;

namespace MySite.Benchmarks.Sites;

/// <summary>Asks a process that this program starts what it has allocated and computed.</summary>
internal sealed class Gauge : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lazy<Socket> _process;

    public Gauge(ProcessStartInfo start)
    {
        _listener.Start();
        _process = new(_listener.AcceptSocket);
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        start.Environment[InsideVariables.Gauge] =
            ((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    public (long Allocated, TimeSpan Computed) Read()
    {
        Span<byte> buffer = stackalloc byte[GaugeAnswers.Length];
        _process.Value.Send(buffer[..1]);
        for (var length = 0; length < buffer.Length;)
            length += _process.Value.Receive(buffer[length..]) is var read and > 0
                ? read : throw new IOException("The process is gone.");
        return (BinaryPrimitives.ReadInt64LittleEndian(buffer),
            TimeSpan.FromTicks(BinaryPrimitives.ReadInt64LittleEndian(buffer[sizeof(long)..])));
    }

    public void Dispose()
    {
        if (_process.IsValueCreated)
            _process.Value.Dispose();
        _listener.Dispose();
    }
}
