using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Admin.History;

internal static class Revived
{
    /// <summary>An object as EF Core makes it of a row, but of one that was noted when it was deleted.</summary>
    public static object Of(DbContext context, IEntityType type, IReadOnlyList<LogChange> row)
    {
        // The blank lends its shape: values are set on it, and the object is made of them by its own constructor.
        var blank = context.Entry(RuntimeHelpers.GetUninitializedObject(type.ClrType));
        var values = blank.CurrentValues.Clone();
        foreach (var change in row)
            if (!change.IsLink && type.FindProperty(change.Name) is { } property)
                values[property] = LogJson.Value(change.Old, property);
        return values.ToObject();
    }
}
