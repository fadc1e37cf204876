using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MySite.Benchmarks.Inside;

/// <summary>
/// Tells the driver, whenever it sends a byte, what the process has allocated and computed so far. A thread of its own that
/// allocates nothing, so that to ask changes nothing.
/// </summary>
internal static class GaugeAnswers
{
    public const int Length = 2 * sizeof(long);

    public static void Start(string port)
    {
        var address = new IPEndPoint(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));
        new Thread(() => Answer(address)) { IsBackground = true, Name = "gauge" }.Start();
    }

    private static void Answer(IPEndPoint driver)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(driver);
        Span<byte> buffer = stackalloc byte[Length];
        while (socket.Receive(buffer[..1]) == 1)
        {
            BinaryPrimitives.WriteInt64LittleEndian(buffer, GC.GetTotalAllocatedBytes(precise: true));
            BinaryPrimitives.WriteInt64LittleEndian(buffer[sizeof(long)..], Environment.CpuUsage.TotalTime.Ticks);
            socket.Send(buffer);
        }
    }
}
