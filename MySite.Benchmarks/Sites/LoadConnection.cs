using System.Net.Sockets;

namespace MySite.Benchmarks.Sites;

/// <summary>One connection that is kept: sends a request, waits for the end of the response.</summary>
/// <remarks>It understands just enough HTTP to cost little beside the site. Not thread-safe.</remarks>
internal sealed class LoadConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[1 << 20];
    private int _length;

    public LoadConnection(Uri site) => _socket.Connect(site.Host, site.Port);

    /// <summary>The last response, head and body, as it came.</summary>
    public ReadOnlySpan<byte> Answer => _buffer.AsSpan(0, _length);

    /// <returns>The status.</returns>
    public int Send(byte[] request)
    {
        _socket.Send(request);
        var length = 0;
        do
        {
            if (_socket.Receive(_buffer.AsSpan(length)) is var read && read == 0)
                throw new IOException("The site has closed a connection.");
            length += read;
        }
        while (!IsWhole(_buffer.AsSpan(0, length)));
        _length = length;
        return (100 * (_buffer[9] - '0')) + (10 * (_buffer[10] - '0')) + _buffer[11] - '0';
    }

    public void Dispose() => _socket.Dispose();

    // Either there is a length, or a last chunk of nothing.
    private static bool IsWhole(ReadOnlySpan<byte> response)
    {
        var head = response.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        var length = response[..head].IndexOf("Content-Length: "u8);
        if (length < 0)
            return response.EndsWith("\r\n0\r\n\r\n"u8);
        var number = response[(length + "Content-Length: ".Length)..head];
        var end = number.IndexOf((byte)'\r');
        return response.Length == head + 4 + int.Parse(end < 0 ? number : number[..end], provider: null);
    }
}
