using System.ComponentModel;
using System.Globalization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Admin.History;

/// <summary>Keys of one column, as they stand in URLs and in the history.</summary>
internal static class ObjectKey
{
    public static string Of(EntityEntry row) =>
        Text(row.Property(row.Metadata.FindPrimaryKey()!.Properties[0].Name).CurrentValue!);

    public static string Text(object key) => Convert.ToString(key, CultureInfo.InvariantCulture)!;

    /// <returns><see langword="null"/> if the text is no key of the type.</returns>
    public static object? Read(string text, IReadOnlyEntityType type)
    {
        var key = type.FindPrimaryKey()!.Properties[0].ClrType;
        var converter = TypeDescriptor.GetConverter(key);
        return converter.IsValid(text) ? converter.ConvertFromInvariantString(text) : null;
    }
}
