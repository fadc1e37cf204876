using Microsoft.AspNetCore.Diagnostics;

namespace MySite.Shared;

internal static class ReExecution
{
    /// <summary>Whether the request has gone wrong and is now answered by the error page.</summary>
    public static bool IsReExecuted(this HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null ||
        context.Features.Get<IExceptionHandlerFeature>() is not null;
}
