using System.Security.Claims;
using MySite.Admin.Permissions;

namespace MySite.Admin;

/// <summary>A part of the administration that is about the site rather than a model.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Hint">What can be seen there.</param>
/// <param name="Permission">The code of the permission that opens it.</param>
internal sealed record AdminTool(string Title, string Url, string Hint, string Permission)
{
    public bool IsFor(ClaimsPrincipal user) => user.Holds(Permission);
}
