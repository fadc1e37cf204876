namespace MySite.Signals.Http;

/// <summary>What happens to requests. <c>AddRequestSignals()</c> turns these on.</summary>
/// <remarks>
/// Each request that reaches the application raises <see cref="RequestStarted"/> once and <see cref="RequestFinished"/>
/// once, also when an error page runs the pipeline again. One that the server itself rejects, as malformed, raises
/// neither. They have no sender. Payloads hold the <see cref="HttpContext"/>, so none of them can be delivered durably,
/// and none may be kept. Receivers run in the request's scope, those of <see cref="GotRequestException"/> in one of
/// their own.
/// </remarks>
public static class RequestSignals
{
    /// <summary>Before any middleware sees the request.</summary>
    /// <remarks>
    /// Django's <c>request_started</c>. The first error gets out: nothing has been done, and the request fails.
    /// </remarks>
    public static readonly Signal<RequestStarted> RequestStarted = new("request_started");

    /// <summary>
    /// After the whole response, streamed ones included, was handed to the client or the client left.
    /// </summary>
    /// <remarks>
    /// Django's <c>request_finished</c>. A receiver's error is logged. The connection's next request waits for the
    /// receivers, so slow work belongs elsewhere. A WebSocket finishes when it disconnects.
    /// </remarks>
    public static readonly Signal<RequestFinished> RequestFinished = new("request_finished");

    /// <summary>
    /// When an exception that nobody handled becomes an error response, before the error page is made.
    /// </summary>
    /// <remarks>
    /// Django's <c>got_request_exception</c>, with the exception. A failure that is the client's raises nothing: a
    /// <see cref="BadHttpRequestException"/>, or work that was given up because the client left. A receiver's error is
    /// logged and does not replace the response. An exception is announced once; with
    /// <c>UseRequestExceptionSignal()</c> an error page that fails in turn announces its own. What is thrown behind the
    /// whole pipeline, by a callback of <c>Response.OnStarting</c>, reaches nobody but the server.
    /// </remarks>
    public static readonly Signal<GotRequestException> GotRequestException = new("got_request_exception");
}
