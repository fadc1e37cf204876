using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace MySite.Shared;

/// <summary>
/// Answers 405 where a page has no handler for the method. Razor Pages by itself would render the page instead, so that
/// GET on a page made for POST shows a form that nobody asked for.
/// </summary>
internal sealed class MethodNotAllowedFilter : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HandlerMethod is not null || IsErrorPage(context.HttpContext))
            return;

        var methods = context.ActionDescriptor.HandlerMethods.Select(handler => handler.HttpMethod.ToUpperInvariant())
            .DefaultIfEmpty(HttpMethods.Get).SelectMany(Answered).Distinct().Order().ToArray();
        if (methods.Contains(context.HttpContext.Request.Method))
            return;

        context.HttpContext.Response.Headers.Allow = string.Join(", ", methods);
        context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }

    private static IEnumerable<string> Answered(string method) =>
        HttpMethods.IsGet(method) ? [method, HttpMethods.Head] : [method];

    // Shown for a request of any method that went wrong.
    private static bool IsErrorPage(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null ||
        context.Features.Get<IExceptionHandlerFeature>() is not null;
}
