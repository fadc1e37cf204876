using MySite.Signals;
using MySite.Signals.Http;

namespace MySite.Shared.Receivers;

/// <summary>One readable line for each request, and one with the stack for each request that broke.</summary>
internal sealed partial class RequestLog(ILogger<RequestLog> logger)
    : IReceiver<RequestFinished>, IReceiver<GotRequestException>
{
    public ValueTask ReceiveAsync(RequestFinished payload, CancellationToken cancellationToken)
    {
        var request = payload.Context.Request;
        // Probes and files would drown the visitors.
        var level = request.IsProbe() || Path.HasExtension(request.Path)
            ? LogLevel.Debug
            : LogLevel.Information;
        Finished(level, request.Method, request.Path, payload.StatusCode, payload.Elapsed.TotalMilliseconds);
        return default;
    }

    public ValueTask ReceiveAsync(GotRequestException payload, CancellationToken cancellationToken)
    {
        Failed(payload.Exception, payload.Context.Request.Method, payload.Context.Request.Path);
        return default;
    }

    [LoggerMessage("{Method} {Path} answered {Status} in {Elapsed:0.0} ms")]
    private partial void Finished(LogLevel level, string method, PathString path, int status, double elapsed);

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private partial void Failed(Exception exception, string method, PathString path);
}
