using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MySite.Benchmarks.Sites;

/// <summary>An answer of the site, head and body, which is kept in a file.</summary>
internal sealed record FloorPage(int Status, Dictionary<string, string[]> Headers, byte[] Body)
{
    private static readonly ConcurrentDictionary<string, FloorPage> Pages = new();

    public static FloorPage Read(string folder, string name) => Pages.GetOrAdd(
        name, static (name, folder) => JsonSerializer.Deserialize<FloorPage>(File.ReadAllBytes(FileOf(folder, name)))!, folder);

    /// <summary>Asks the site and keeps its answer.</summary>
    public static Task TakeAsync(Uri site, byte[] request, string folder)
    {
        using var connection = new LoadConnection(site);
        connection.Send(request);
        // GET /polls/1/results/ HTTP/1.1
        var path = Encoding.ASCII.GetString(request).Split(' ')[1];
        return File.WriteAllBytesAsync(
            FileOf(folder, NameOf(path)), JsonSerializer.SerializeToUtf8Bytes(Parse(connection.Answer)));
    }

    public static string NameOf(string path) => path.Trim('/').Replace('/', '-');

    public async Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        foreach (var (name, values) in Headers)
            response.Headers[name] = values;
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body);
    }

    private static FloorPage Parse(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        var lines = Encoding.ASCII.GetString(answer[..end]).Split("\r\n");
        var headers = lines[1..].Select(line => line.Split(": ", 2)).GroupBy(line => line[0], line => line[1])
            .ToDictionary(header => header.Key, header => header.ToArray());
        var body = answer[(end + 4)..];
        var isChunked = headers.Remove("Transfer-Encoding");
        headers.Remove("Content-Length");
        headers.Remove("Date");
        return new(
            int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), headers, isChunked ? Joined(body) : body.ToArray());
    }

    private static byte[] Joined(ReadOnlySpan<byte> chunks)
    {
        List<byte> body = [];
        while (true)
        {
            var line = chunks.IndexOf("\r\n"u8);
            var length = int.Parse(Encoding.ASCII.GetString(chunks[..line]), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0)
                return [.. body];
            body.AddRange(chunks.Slice(line + 2, length));
            chunks = chunks[(line + 2 + length + 2)..];
        }
    }

    private static string FileOf(string folder, string name) => Path.Combine(folder, $"{name}.json");
}
