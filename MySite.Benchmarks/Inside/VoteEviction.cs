extern alias Site;

using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Site::MySite.Polls;

namespace MySite.Benchmarks.Inside;

/// <summary>What the receivers of a vote do for the pages, by a plain call.</summary>
internal sealed class VoteEviction : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
        if (context.Result is RedirectToPageResult)
            context.HttpContext.RequestServices.GetRequiredService<PollCache>()
                .Evict(int.Parse((string)context.RouteData.Values["id"]!, CultureInfo.InvariantCulture));
    }
}
