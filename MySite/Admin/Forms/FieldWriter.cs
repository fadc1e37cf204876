using System.Reflection;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Admin.Forms;

/// <summary>Writes the value of a field where an entity keeps it.</summary>
internal static class FieldWriter
{
    public static void Write(EntityEntry entry, FieldState field)
    {
        switch (field.Field.Metadata)
        {
            case ISkipNavigation many:
                SetMany(entry, many, (IReadOnlyDictionary<string, object>)field.Value!);
                break;
            case INavigation { PropertyInfo: { } reference } navigation:
                reference.SetValue(entry.Entity, field.Value);
                // A reference that was not loaded does not seem to change when it is emptied.
                if (field.Value is null)
                    entry.Property(navigation.ForeignKey.Properties[0]).CurrentValue = null;
                break;
            case { PropertyInfo: { SetMethod: not null } property }:
                property.SetValue(entry.Entity, field.Value, BindingFlags.DoNotWrapExceptions, null, null, null);
                break;
            default:
                entry.Property(field.Field.Name).CurrentValue = field.Value;
                break;
        }
    }

    private static void SetMany(EntityEntry entry, ISkipNavigation many, IReadOnlyDictionary<string, object> chosen)
    {
        var accessor = many.GetCollectionAccessor()!;
        var present = entry.Collection(many.Name).CurrentValue?.Cast<object>()
            .ToDictionary(item => KeyText.Of(entry.Context.Entry(item))) ?? [];
        foreach (var (key, item) in present)
            if (!chosen.ContainsKey(key))
                accessor.Remove(entry.Entity, item);
        foreach (var (key, item) in chosen)
            if (!present.ContainsKey(key))
                accessor.Add(entry.Entity, item, forMaterialization: false);
    }
}
