using System.Globalization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Admin;

/// <summary>The key of an object as URLs, forms and the history carry it.</summary>
internal static class KeyText
{
    public static IReadOnlyProperty PropertyOf(IReadOnlyEntityType type) => type.FindPrimaryKey() is { Properties: [var key] }
        ? key
        : throw new InvalidOperationException(
            $"{type.ClrType.Name} has a key of several columns, which the administration cannot show.");

    public static string Of(EntityEntry entry) => Of(entry.Property(PropertyOf(entry.Metadata).Name).CurrentValue!);

    public static string Of(object key) => Convert.ToString(key, CultureInfo.InvariantCulture)!;

    /// <returns><see langword="null"/> if the text cannot be a key.</returns>
    public static object? Parse(IReadOnlyEntityType type, string text) => InvariantText.Read(PropertyOf(type).ClrType, text);
}
