using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Data;

namespace MySite.Admin.Forms;

/// <summary>Writes what was edited into the entities, and asks them and the database's rules whether they agree.</summary>
internal sealed partial class FormWriter(SiteDbContext db, FormRules rules)
{
    /// <returns>The object; <see langword="null"/> if the form has errors now.</returns>
    public async Task<object?> WriteAsync(ObjectForm form, CancellationToken cancellationToken)
    {
        var type = db.Model.FindEntityType(form.Admin.Entity)!;
        await rules.CheckUniqueAsync(type, form.Entity, [.. form.Fields], cancellationToken);
        if (form.HasErrors)
            return null;
        if (Write(type, form.Entity, [.. form.Fields]) is not { } entity)
            return null;

        if (form.Entity is null)
            db.Add(entity);
        foreach (var inline in form.Inlines)
            foreach (var row in inline.Rows)
                Write(inline, row, entity);
        FormRules.Validate(entity, form.Fields, form.Errors.Add);
        Touch(db.Entry(entity));
        return form.HasErrors ? null : entity;
    }

    // What hangs on an object is a part of it, so its version tells of changes there too.
    private void Touch(EntityEntry entry)
    {
        if (!db.ChangeTracker.HasChanges() || entry.State != EntityState.Unchanged)
            return;
        foreach (var token in entry.Properties.Where(property =>
            property.Metadata is { IsConcurrencyToken: true, ValueGenerated: ValueGenerated.Never }))
            token.IsModified = true;
    }

    private void Write(InlineForm inline, InlineRow row, object owner)
    {
        if (row.IsDeleted)
            db.Remove(row.Entity!);
        else if (!row.IsNew)
            Write(inline.Collection.TargetEntityType, row.Entity, row.Fields);
        else if (Write(inline.Collection.TargetEntityType, null, row.Fields) is { } added)
            inline.Collection.GetCollectionAccessor()!.Add(owner, added, forMaterialization: false);
        if (!row.IsDeleted && row.Entity is { } item)
            FormRules.Validate(item, row.Fields, error => row.Error = error);
    }

    private object? Write(IEntityType type, object? entity, IReadOnlyList<FieldState> fields)
    {
        try
        {
            entity ??= EntityMaker.Create(type.ClrType, fields.Where(field => field.Field.Metadata is IProperty)
                .ToDictionary(field => field.Field.Name, field => field.Value, StringComparer.OrdinalIgnoreCase));
        }
        catch (ArgumentException error)
        {
            fields[0].Error = error.Message;
            return null;
        }
        var entry = db.Entry(entity);
        foreach (var field in fields.Where(field => field.IsEdited && !field.IsOutput))
            try
            {
                FieldWriter.Write(entry, field);
            }
            catch (ArgumentException error)
            {
                field.Error = error.Message;
            }
        return fields.All(field => field.Error is null) ? entity : null;
    }
}
