using System.Net;
using Microsoft.Extensions.Options;

namespace MySite.Shared;

/// <summary>
/// Marks cookies Secure wherever the site uses HTTPS. The exception is a browser on this very machine at
/// <c>http://localhost</c>: nothing leaves the machine, and not every client returns a Secure cookie there.
/// </summary>
internal sealed class CookieSecurity(IOptions<SiteOptions> site, IHostEnvironment environment)
{
    public void Apply(HttpContext context, CookieOptions cookie) =>
        cookie.Secure |= context.Request.IsHttps || (site.Value.UsesHttps(environment) && !IsLocal(context));

    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) &&
        context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]";
}
