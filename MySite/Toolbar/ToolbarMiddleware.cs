using Microsoft.AspNetCore.Http.Features;

namespace MySite.Toolbar;

/// <summary>Opens a record for each visit and puts the bar under the page that answers it.</summary>
internal sealed class ToolbarMiddleware(RequestDelegate next, ToolbarLedger ledger, ToolbarPage page, TimeProvider clock)
{
    public Task InvokeAsync(HttpContext context) => IsVisit(context.Request) ? WatchAsync(context) : next(context);

    // Frames and scripts ask for parts of a page that has its bar. Without the header anything may be a visit.
    private static bool IsVisit(HttpRequest request) =>
        !HttpMethods.IsHead(request.Method) && request.Headers["Sec-Fetch-Dest"] is [] or ["document"];

    private async Task WatchAsync(HttpContext context)
    {
        var record = new ToolbarRecord(context, ledger, clock) { Previous = ledger.Take(context) };
        ToolbarRecord.Current = record;
        var outer = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var stream = new ToolbarStream(context, outer.Stream, () => page.Render(context, record));
        var body = new StreamResponseBodyFeature(stream, outer);
        context.Features.Set<IHttpResponseBodyFeature>(body);
        try
        {
            await next(context);
            if (body.Writer.UnflushedBytes > 0)
                await body.Writer.FlushAsync(context.RequestAborted);
            await stream.FinishAsync();
        }
        finally
        {
            // After an exception, what was held back is dropped, and the error page writes where it always does.
            context.Features.Set(outer);
            record.Measure(context);
        }
        if (context.Response.StatusCode is >= 300 and < 400)
            ledger.Keep(context, record);
    }
}
