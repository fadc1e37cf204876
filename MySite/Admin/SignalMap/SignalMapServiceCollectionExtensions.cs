using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Admin.Permissions;

namespace MySite.Admin.SignalMap;

internal static class SignalMapServiceCollectionExtensions
{
    public static IServiceCollection AddSignalMap(this IServiceCollection services)
    {
        services.AddSingleton(SignalPermission.View);
        services.AddSingleton<SignalAddresses>().AddSingleton<MapReader>().AddSingleton<LiveRows>();
        services.AddSingleton(new AdminTool(
            "Signals", "/admin/signals/", "Who hears what, what it did, and traces of it", SignalPermission.Code));
        services.AddAuthorizationBuilder().AddPolicy(
            SignalPermission.Policy, policy => policy.RequireAssertion(context => context.User.Holds(SignalPermission.Code)));
        services.PostConfigure<RazorPagesOptions>(
            pages => pages.Conventions.AuthorizeFolder("/Admin/SignalMap", SignalPermission.Policy));
        return services;
    }

    public static void MapSignalMap(this IEndpointRouteBuilder site) =>
        site.MapGet("/admin/signals/live/stream", LiveStream.OpenAsync).DisableHttpMetrics()
            .RequireAuthorization(StaffPolicy.Name, SignalPermission.Policy).AllowCookieRedirect();
}
