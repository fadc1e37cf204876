using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using MySite.Tests.Support;
using Serilog;

namespace MySite.Tests.Toolbar;

internal static class ToolbarSite
{
    public static SiteFactory WithToolbar(this SiteFactory site) => site.With("Toolbar:Enabled", "true").With(services =>
        services.AddSerilog((provider, log) => log.ReadFrom.Services(provider), preserveStaticLogger: true));

    public static IElement Panel(this IHtmlDocument page, string title) =>
        page.QuerySelectorAll(".tb-panels > details").Single(panel => panel.GetAttribute("data-panel") == title);

    public static string Badge(this IHtmlDocument page, string title) =>
        page.Panel(title).QuerySelector("summary span")!.TextContent;

    public static string Body(this IHtmlDocument page, string title) => page.Panel(title).QuerySelector(".tb-body")!.TextContent;
}
