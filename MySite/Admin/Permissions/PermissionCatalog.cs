using System.Security.Claims;
using MySite.Admin.Models;

namespace MySite.Admin.Permissions;

/// <summary>All permissions there are: four for each declared model, and those that stand by themselves.</summary>
internal sealed class PermissionCatalog(AdminSite site, IEnumerable<Permission> others)
{
    private readonly Dictionary<string, Permission> _byCode = site.Models
        .SelectMany(model => model.DefaultPermissions.Select(action => new Permission(model, action)))
        .Concat(others)
        .ToDictionary(permission => permission.Code, StringComparer.Ordinal);

    public IEnumerable<Permission> All => _byCode.Values;

    public bool Has(string? code) => code is not null && _byCode.ContainsKey(code);

    /// <summary>A box for each; what <paramref name="giver"/> lacks can be seen and not changed.</summary>
    public CheckBoxes BoxesFor(IReadOnlyCollection<string> ticked, ClaimsPrincipal giver, string hint) => new(
        "Input.Permissions", "Permissions", hint,
        All.ToLookup(
            permission => permission.Section,
            permission => new CheckBox(
                permission.Code, permission.Name, ticked.Contains(permission.Code), !giver.Holds(permission.Code))));
}
