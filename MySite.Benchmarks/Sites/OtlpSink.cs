namespace MySite.Benchmarks.Sites;

/// <summary>A collector that takes traces and metrics over HTTP, counts them, and forgets them.</summary>
internal sealed class OtlpSink : IAsyncDisposable
{
    private readonly WebApplication _app;
    private long _bytes;

    private OtlpSink(WebApplication app) => _app = app;

    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>The variables that make a site send everything here.</summary>
    public (string Name, string Value)[] Settings =>
        [("OTEL_EXPORTER_OTLP_ENDPOINT", _app.Urls.First()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")];

    public static async Task<OtlpSink> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var sink = new OtlpSink(builder.Build());
        sink._app.MapPost("/v1/{signal}", sink.TakeAsync);
        await sink._app.StartAsync();
        return sink;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var reader = request.BodyReader;
        while (await reader.ReadAsync(cancellationToken) is { Buffer.Length: > 0 } part)
        {
            Interlocked.Add(ref _bytes, part.Buffer.Length);
            reader.AdvanceTo(part.Buffer.End);
        }
    }
}
