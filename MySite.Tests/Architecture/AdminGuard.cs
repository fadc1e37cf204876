using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using MySite.Admin;

namespace MySite.Tests.Architecture;

internal static class AdminGuard
{
    public static IEnumerable<string> UnguardedIn(IEnumerable<Endpoint> endpoints) =>
        AdminEndpointsIn(endpoints).Where(endpoint => !IsGuarded(endpoint)).Select(endpoint => endpoint.DisplayName!);

    /// <summary>The pages of the room, wherever they are reached, and whatever is reached below its address.</summary>
    public static IEnumerable<RouteEndpoint> AdminEndpointsIn(IEnumerable<Endpoint> endpoints) =>
        endpoints.OfType<RouteEndpoint>().Where(endpoint =>
            endpoint.Metadata.GetMetadata<PageActionDescriptor>()?.RelativePath
                .StartsWith("/Admin/", StringComparison.OrdinalIgnoreCase) == true ||
            endpoint.RoutePattern.RawText!.TrimStart('/').Split('/')[0]
                .Equals("admin", StringComparison.OrdinalIgnoreCase));

    private static bool IsGuarded(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null &&
        endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(guard => guard.Policy == StaffPolicy.Name);
}
