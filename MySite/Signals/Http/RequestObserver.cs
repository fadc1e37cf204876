using Microsoft.AspNetCore.Hosting.Server;
using MySite.Signals.Diagnostics;

namespace MySite.Signals.Http;

/// <summary>Sends the request signals, each once, whoever of those that watch the pipeline notices first.</summary>
internal sealed class RequestObserver(SignalHub hub, TimeProvider clock)
{
    private const string TestServer = "Microsoft.AspNetCore.TestHost.TestServer";

    public bool IsHeard => Hears(RequestSignals.RequestStarted) || IsExceptionHeard;

    public bool IsExceptionHeard => Hears(RequestSignals.RequestFinished) || Hears(RequestSignals.GotRequestException);

    public async ValueTask StartedAsync(HttpContext context)
    {
        if (Hears(RequestSignals.RequestFinished))
        {
            // The scope registers its own disposal when it is first asked for, and the callbacks run in reverse order.
            _ = context.RequestServices;
            context.Response.OnCompleted(
                static progress => CompletedAsync((RequestProgress)progress), ProgressOf(context));
        }
        if (Hears(RequestSignals.RequestStarted))
            await hub.SendAsync(
                RequestSignals.RequestStarted, new RequestStarted(context), From(context), context.RequestAborted)
                .ConfigureAwait(false);
    }

    public async ValueTask ThrewAsync(HttpContext context, Exception error)
    {
        if (!IsExceptionHeard || !ProgressOf(context).IsNew(error) || IsClientsFailure(error, context))
            return;
        // In a scope of its own: the request's DbContext may still hold what just failed, and would save it now.
        await hub.SendRobustAsync(
            RequestSignals.GotRequestException, new GotRequestException(context, error), new SendContext(),
            CancellationToken.None).ConfigureAwait(false);
    }

    // The test server forgets the callbacks of a response when an exception reaches it (aspnetcore#55076).
    public async ValueTask EscapedAsync(HttpContext context, Exception error)
    {
        if (context.RequestServices.GetService<IServer>()?.GetType().FullName != TestServer)
            return;
        var status = error switch
        {
            _ when context.Response.HasStarted => context.Response.StatusCode,
            BadHttpRequestException bad => bad.StatusCode,
            _ when IsClientsFailure(error, context) => StatusCodes.Status499ClientClosedRequest,
            _ => StatusCodes.Status500InternalServerError,
        };
        await FinishedAsync(ProgressOf(context), status).ConfigureAwait(false);
    }

    private static Task CompletedAsync(RequestProgress progress) =>
        progress.Observer.FinishedAsync(progress, progress.Context.Response.StatusCode);

    private async Task FinishedAsync(RequestProgress progress, int status)
    {
        if (progress.IsFinished)
            return;
        progress.IsFinished = true;
        // The server calls from outside of the middleware.
        SignalMonitor.Enter(progress.Place);
        var finished = new RequestFinished(
            progress.Context, status, clock.GetElapsedTime(progress.StartedAt), progress.FirstError);
        await hub.SendRobustAsync(
            RequestSignals.RequestFinished, finished, From(progress.Context), CancellationToken.None)
            .ConfigureAwait(false);
    }

    private RequestProgress ProgressOf(HttpContext context)
    {
        if (context.Features.Get<RequestProgress>() is { } progress)
            return progress;
        progress = new RequestProgress(context, this, clock.GetTimestamp());
        context.Features.Set(progress);
        return progress;
    }

    // A monitor is told of what nobody else hears, too.
    private bool Hears<TPayload>(Signal<TPayload> signal) => hub.Monitor is not null || hub.HasReceivers(signal);

    private static SendContext From(HttpContext context) => new(Services: context.RequestServices);

    private static bool IsClientsFailure(Exception error, HttpContext context) =>
        error is BadHttpRequestException ||
        (error is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested);
}
