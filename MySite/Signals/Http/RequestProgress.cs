using MySite.Signals.Diagnostics;

namespace MySite.Signals.Http;

/// <summary>What is remembered about one request, as one of its features.</summary>
internal sealed class RequestProgress(HttpContext context, RequestObserver observer, long startedAt)
{
    // Few requests have any.
    private List<Exception>? _errors;

    public HttpContext Context => context;

    public RequestObserver Observer => observer;

    public long StartedAt => startedAt;

    /// <summary>Where in its trace the request began.</summary>
    public SignalTraceNode? Place { get; } = SignalMonitor.Here;

    public Exception? FirstError => _errors is [var first, ..] ? first : null;

    public bool IsFinished { get; set; }

    /// <returns>Whether neither the error nor one that it wraps was seen before, further in.</returns>
    public bool IsNew(Exception error)
    {
        for (var inner = error; inner is not null; inner = inner.InnerException)
            if (_errors?.Contains(inner) is true)
                return false;
        (_errors ??= []).Add(error);
        return true;
    }
}
