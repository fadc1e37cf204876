using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using MySite.Admin.Models;

namespace MySite.Admin.Permissions;

/// <summary>What it takes to see a page that belongs to one model, and to send its form.</summary>
/// <remarks>An authorization filter, so that it answers before anything is looked for or bound.</remarks>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RequirePermissionAttribute<TAdmin>(ModelAction see, ModelAction send)
    : Attribute, IAuthorizationFilter, IOrderedFilter
    where TAdmin : ModelAdmin
{
    // Before the filters of all pages: who may not see a page is not told which methods it has.
    public int Order => -1;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var (request, services) = (context.HttpContext.Request, context.HttpContext.RequestServices);
        var model = services.GetServices<ModelAdmin>().OfType<TAdmin>().Single();
        var action = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? see : send;
        if (!context.HttpContext.User.May(model, action))
            context.Result = new ForbidResult();
    }
}
