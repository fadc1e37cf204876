using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Admin.Forms;
using MySite.Admin.Models;

namespace MySite.Admin.Lists.Editing;

/// <summary>The fields of the columns that are edited in the list.</summary>
internal static class EditableFields
{
    public static IReadOnlyList<FormField> Of(ModelAdmin model, IEntityType entity)
    {
        var names = model.Columns.Where(column => column.IsEditable).Select(column => column.Name).ToArray();
        if (names.Length > 0 && model.Columns[0].IsEditable)
            throw Wrong(names[0], "leads to its object as the first; declare another column before it");
        if (Array.Find(names, model.ReadOnly.Contains) is { } name)
            throw Wrong(name, "is among ReadOnlyFields; take it out of them or do not call Editable");
        var fields = FormFields.Of(entity, names);
        return Array.Find(fields, field => field.Widget is Widget.Output or Widget.Many) is { } other
            ? throw Wrong(other.Name, "is of a type that has no field in a list; do not call Editable")
            : fields;

        InvalidOperationException Wrong(string name, string why) =>
            new($"{model.GetType().Name}: the column {name} cannot be edited: it {why}.");
    }
}
