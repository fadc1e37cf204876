using MySite.Signals.Diagnostics;

namespace MySite.Toolbar;

/// <summary>The bar's style sheet: no file of the site's, since elsewhere than in Development it must not be there.</summary>
internal static class ToolbarStyles
{
    public const string Path = "/toolbar.css";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, static context =>
    {
        // A part of the page, which has its trace.
        context.Features.Get<SignalTrace>()?.Discard();
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Stream(Open(), "text/css; charset=utf-8").ExecuteAsync(context);
    });

    private static Stream Open() => typeof(ToolbarStyles).Assembly.GetManifestResourceStream("toolbar.css")!;
}
