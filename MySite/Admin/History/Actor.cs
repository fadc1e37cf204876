using System.Net;
using System.Security.Claims;
using MySite.Shared;

namespace MySite.Admin.History;

/// <summary>Who does what is being done, and from where.</summary>
internal sealed class Actor(IHttpContextAccessor http, RunningCommand command)
{
    public const string Background = "background";

    public Act Current => http.HttpContext is { } request
        ? new Act(IdOf(request.User), request.User.Identity?.Name ?? "", AddressOf(request.Connection), request.Request.Path)
        : command.Name is { } name ? new Act(null, Environment.UserName, null, $"command {name}")
        : new Act(null, "", null, Background);

    public static Guid? IdOf(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    private static string? AddressOf(ConnectionInfo connection) => connection.RemoteIpAddress is { } address
        ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes())).ToString()
        : null;
}
