using System.Net.Sockets;

namespace MySite.Benchmarks.Sites;

/// <summary>A browser on the live page. It comes back when it is cut off, and says what it saw last.</summary>
internal sealed class Viewer(Uri site, string cookies, CancellationToken stopping)
{
    private readonly byte[] _buffer = new byte[1 << 17];
    private string _lastId = "";

    /// <summary>The numbers of the traces as they came.</summary>
    public List<int> Numbers { get; } = [];

    /// <summary>Traces of an address that began after one of the same address, and came before it.</summary>
    public int Reordered { get; private set; }

    /// <summary>How often it was cut off.</summary>
    public int Cuts { get; private set; }

    /// <summary>How often the site said that something is missing.</summary>
    public int Gaps { get; private set; }

    private readonly Dictionary<string, int> _lastOf = [];

    public async Task WatchAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await OpenAsync(socket, site, cookies, _lastId);
                await ReadAsync(socket);
            }
            catch (SocketException)
            {
            }
            catch (OperationCanceledException)
            {
                return;
            }
            Cuts++;
        }
    }

    /// <summary>One that opens the stream and never reads, with next to no room for what comes.</summary>
    /// <returns>Whether the site has given it up, and how many bytes it took until then.</returns>
    public static async Task<(bool Dropped, long Bytes)> DozeAsync(Uri site, string cookies, Task end)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await OpenAsync(socket, site, cookies, "");
        await end;
        var (buffer, bytes) = (new byte[1 << 16], 0L);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2), TimeProvider.System);
        try
        {
            while (await socket.ReceiveAsync(buffer, patience.Token) is var read and > 0)
                bytes += read;
            return (true, bytes);
        }
        catch (SocketException)
        {
            return (true, bytes);
        }
        catch (OperationCanceledException)
        {
            return (false, bytes);
        }
    }

    private static async Task OpenAsync(Socket socket, Uri site, string cookies, string lastId)
    {
        await socket.ConnectAsync(site.Host, site.Port);
        var last = lastId.Length > 0 ? $"Last-Event-ID: {lastId}\r\n" : "";
        // The answers of 1.1 are cut into chunks, whose heads lie anywhere in a line.
        await socket.SendAsync(SitePages.Get(site, "/admin/signals/live/stream", $"Cookie: {cookies}\r\n{last}", "1.0"));
    }

    private async Task ReadAsync(Socket socket)
    {
        for (var kept = 0; await socket.ReceiveAsync(_buffer.AsMemory(kept), stopping) is var read and > 0;)
        {
            var text = _buffer.AsMemory(0, kept + read);
            for (; text.Span.IndexOf((byte)'\n') is var end and >= 0; text = text[(end + 1)..])
                Take(text.Span[..end]);
            text.CopyTo(_buffer);
            kept = text.Length;
        }
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("event: gap"u8))
            Gaps++;
        else if (line.StartsWith("id: "u8))
            _lastId = Text(line["id: ".Length..]);
        else if (line.StartsWith("data: {\"number\":"u8) && line.IndexOf("\"name\":\""u8) is var at and > 0)
            Note(int.Parse(Until(line["data: {\"number\":".Length..], (byte)','), provider: null),
                Text(Until(line[(at + "\"name\":\"".Length)..], (byte)'"')));
    }

    private void Note(int number, string name)
    {
        Numbers.Add(number);
        if (number < _lastOf.GetValueOrDefault(name))
            Reordered++;
        _lastOf[name] = number;
    }

    private static ReadOnlySpan<byte> Until(ReadOnlySpan<byte> text, byte end) => text[..text.IndexOf(end)];

    private static string Text(ReadOnlySpan<byte> ascii) => System.Text.Encoding.ASCII.GetString(ascii);
}
