using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Admin.Models;

namespace MySite.Admin.Lists.Deletions;

/// <summary>What objects are called, declared to the administration or not.</summary>
internal static class EntityTitle
{
    public static (string Title, string Titles) Of(IEntityType type, AdminSite site)
    {
        if (site.Find(type.ClrType) is { } model)
            return (model.Title, model.Titles);
        var title = ModelAdmin.TitleOf(type.ShortName().Split('<')[0]).ToLowerInvariant();
        return (title, $"{title}s");
    }

    /// <summary>Whether the objects say which one they are; otherwise their key must.</summary>
    public static bool HasText(IEntityType type) =>
        !type.HasSharedClrType && type.ClrType.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType != typeof(object);
}
