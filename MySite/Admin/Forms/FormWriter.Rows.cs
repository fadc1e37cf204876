using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Admin.Forms;

/// <content>Many objects of one type.</content>
internal sealed partial class FormWriter
{
    /// <summary>Writes what was edited into the objects of the rows, which have errors now if one does not agree.</summary>
    public async Task WriteAsync(IEntityType type, IReadOnlyList<InlineRow> rows, CancellationToken cancellationToken)
    {
        InlineRow[] edited = [.. rows.Where(row => row.IsEdited)];
        FormRules.CheckUniqueAmong(type, edited);
        foreach (var row in edited)
        {
            await rules.CheckUniqueAsync(type, row.Entity, [.. row.Fields], cancellationToken);
            if (!row.HasErrors && Write(type, row.Entity, row.Fields) is { } entity)
                FormRules.Validate(entity, row.Fields, error => row.Error = error);
        }
    }
}
