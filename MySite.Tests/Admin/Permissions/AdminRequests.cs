using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Admin.Models;
using MySite.Data;
using MySite.Tests.Architecture;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Permissions;

/// <summary>Every request that the administration answers, for every declared model, whoever made the page.</summary>
internal static class AdminRequests
{
    /// <returns>The model is null for pages that belong to none.</returns>
    public static async Task<IReadOnlyList<(ModelAdmin? Model, HttpMethod Method, string Url)>> FindAsync(SiteFactory site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var models = scope.ServiceProvider.GetRequiredService<AdminSite>().Models;
        var loader = scope.ServiceProvider.GetRequiredService<PageLoader>();
        var db = scope.ServiceProvider.GetRequiredService<SiteDbContext>();
        var found = new List<(ModelAdmin?, HttpMethod, string)>();
        foreach (var endpoint in AdminGuard.AdminEndpointsIn(
            scope.ServiceProvider.GetRequiredService<EndpointDataSource>().Endpoints))
        {
            var handlers = await HandlersAsync(endpoint, loader);
            foreach (var (model, url) in await UrlsAsync(endpoint.RoutePattern, models, db))
                found.AddRange(handlers.Select(handler => (
                    model, HttpMethod.Parse(handler.Method), handler.Name is null ? url : $"{url}?handler={handler.Name}")));
        }
        return [.. found.Distinct()];
    }

    private static async Task<IReadOnlyList<(string Method, string? Name)>> HandlersAsync(Endpoint endpoint, PageLoader loader)
    {
        if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page)
            return [.. (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"])
                .Select(method => (method, default(string)))];
        var compiled = await loader.LoadAsync(page, endpoint.Metadata);
        // A page without a handler is shown all the same.
        return [.. compiled.HandlerMethods.Select(handler => (handler.HttpMethod, handler.Name)).DefaultIfEmpty(("GET", null!))];
    }

    private static async Task<IReadOnlyList<(ModelAdmin? Model, string Url)>> UrlsAsync(
        RoutePattern route, IReadOnlyList<ModelAdmin> models, SiteDbContext db)
    {
        if (route.Parameters.Any(parameter => parameter.Name is "app" or "model"))
        {
            var urls = new List<(ModelAdmin?, string)>();
            foreach (var model in models)
                urls.Add((model, Fill(route, model, await KeyOfOneAsync(model, db))));
            return urls;
        }

        var address = $"/{route.RawText!.Trim('/')}/";
        var owner = models.FirstOrDefault(model => address.StartsWith(model.Url, StringComparison.Ordinal));
        return [(owner, Fill(route, owner, owner is null ? "1" : await KeyOfOneAsync(owner, db)))];
    }

    private static string Fill(RoutePattern route, ModelAdmin? model, string key) => "/" + string.Concat(
        route.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart { Name: "app" } => model!.App,
            RoutePatternParameterPart { Name: "model" } => model!.Name,
            RoutePatternParameterPart { IsOptional: true } => "",
            _ => key,
        }))).Where(segment => segment.Length > 0).Select(segment => $"{segment}/"));

    private static async Task<string> KeyOfOneAsync(ModelAdmin model, SiteDbContext db)
    {
        var set = typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(model.Entity).Invoke(db, []);
        if (await ((IQueryable<object>)set!).FirstOrDefaultAsync(TestContext.Current.CancellationToken) is not { } one)
            return "1";
        var key = db.Model.FindEntityType(model.Entity)!.FindPrimaryKey()!.Properties.Single();
        return Convert.ToString(db.Entry(one).Property(key.Name).CurrentValue, CultureInfo.InvariantCulture)!;
    }
}
