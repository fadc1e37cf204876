using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Data;

namespace MySite.Admin.History;

internal static class LinkExtensions
{
    /// <summary>The object at the other end, if it is still there.</summary>
    public static async Task<object?> FindLinkedAsync(
        this SiteDbContext db, ISkipNavigation navigation, LogLink link, CancellationToken cancellationToken) =>
        KeyText.Parse(navigation.TargetEntityType, link.Id) is { } key
            ? await db.FindAsync(navigation.TargetEntityType.ClrType, [key], cancellationToken)
            : null;
}
