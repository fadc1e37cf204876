using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MySite.Shared;

/// <summary>
/// Answers 405 where a page has no handler for the method. Razor Pages by itself would ask for an antiforgery token, or
/// render the page, so that GET on a page made for POST shows a form that nobody asked for.
/// </summary>
/// <remarks>An authorization filter, as only those come before the check of the token.</remarks>
internal sealed class MethodNotAllowedFilter : IAuthorizationFilter
{
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        // The error page is shown for a request of any method that went wrong.
        if (context.ActionDescriptor is not CompiledPageActionDescriptor page || context.HttpContext.IsReExecuted())
            return;

        var handlers = page.HandlerMethods.Select(handler => handler.HttpMethod).DefaultIfEmpty(HttpMethods.Get);
        var methods = handlers.SelectMany(Answered);
        if (methods.Contains(context.HttpContext.Request.Method))
            return;

        context.HttpContext.Response.Headers.Allow = string.Join(", ", methods.Distinct().Order());
        context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
    }

    private static string[] Answered(string handled) =>
        HttpMethods.IsGet(handled) ? [HttpMethods.Get, HttpMethods.Head] : [handled.ToUpperInvariant()];
}
