using System.ComponentModel;
using System.Globalization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Admin.Forms;

/// <summary>The key of an object as URLs and forms carry it.</summary>
internal static class KeyText
{
    public static IProperty Of(IEntityType type) => type.FindPrimaryKey() is { Properties: [var key] }
        ? key
        : throw new InvalidOperationException(
            $"{type.ClrType.Name} has a key of several columns, which the administration cannot show.");

    public static string Of(EntityEntry entry) =>
        Convert.ToString(entry.Property(Of(entry.Metadata)).CurrentValue, CultureInfo.InvariantCulture)!;

    /// <returns><see langword="null"/> if the text cannot be a key.</returns>
    public static object? Parse(IEntityType type, string text)
    {
        try
        {
            return TypeDescriptor.GetConverter(Of(type).ClrType).ConvertFromInvariantString(text);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return null;
        }
    }
}
