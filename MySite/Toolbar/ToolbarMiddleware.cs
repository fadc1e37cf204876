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
        context.Features.Set(record);
        var outer = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        try
        {
            await HeldPage.WriteAsync(context, outer, () => page.Render(context, record), () => next(context));
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
