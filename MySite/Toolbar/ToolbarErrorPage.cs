using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace MySite.Toolbar;

/// <summary>Puts the bar under the developer exception page, which is written outside of the toolbar's middleware.</summary>
internal sealed class ToolbarErrorPage(ToolbarPage page) : IDeveloperPageExceptionFilter
{
    public async Task HandleExceptionAsync(ErrorContext errorContext, Func<ErrorContext, Task> next)
    {
        var context = errorContext.HttpContext;
        if (context.Features.Get<ToolbarRecord>() is not { } record)
        {
            await next(errorContext);
            return;
        }
        ToolbarRecord.Current = record;
        var outer = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        try
        {
            await HeldPage.WriteAsync(context, outer, () => page.Render(context, record), () => next(errorContext));
        }
        finally
        {
            context.Features.Set(outer);
        }
    }
}
