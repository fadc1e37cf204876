using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Admin.Models;

namespace MySite.Admin.Forms;

/// <summary>Finds the fields of a form in the model of EF Core.</summary>
internal static class FormFields
{
    private const int LongText = 400;

    private static readonly HashSet<Type> Numbers =
        [typeof(int), typeof(long), typeof(short), typeof(byte), typeof(decimal), typeof(double), typeof(float)];

    /// <summary>Those of the declared fieldsets, or all that can be edited.</summary>
    public static IEnumerable<(Fieldset Fieldset, FormField[] Fields)> Of(ModelAdmin admin, IEntityType type)
    {
        IReadOnlyList<Fieldset> fieldsets = admin.Fieldsets.Count > 0
            ? admin.Fieldsets
            : [new Fieldset("", [.. Editable(type, except: null)])];
        return fieldsets.Select(fieldset => (
            fieldset, fieldset.Fields.Select(name => Declared(admin, Find(type, name))).ToArray()));
    }

    public static FormField[] Of(Inline inline, INavigation collection)
    {
        var type = collection.TargetEntityType;
        return Of(type, inline.Fields.Count > 0 ? inline.Fields : Editable(type, collection.ForeignKey));
    }

    /// <summary>Fields by their names, to be edited.</summary>
    public static FormField[] Of(IEntityType type, IEnumerable<string> names) =>
        [.. names.Select(name => Find(type, name))];

    private static IEnumerable<string> Editable(IEntityType type, IForeignKey? except) =>
        type.GetProperties()
            .Where(property => !property.IsPrimaryKey() && !property.IsForeignKey() && !property.IsShadowProperty()
                && !property.IsConcurrencyToken && property.ValueGenerated == ValueGenerated.Never)
            .Select(property => property.Name)
            .Concat(type.GetNavigations().Where(navigation => navigation.IsOnDependent && navigation.ForeignKey != except)
                .Select(navigation => navigation.Name))
            .Concat(type.GetSkipNavigations().Select(navigation => navigation.Name));

    private static FormField Declared(ModelAdmin admin, FormField field) => field with
    {
        Widget = admin.ReadOnly.Contains(field.Name) ? Widget.Output
            : !admin.RawId.Contains(field.Name) ? field.Widget
            : field.Widget == Widget.Reference ? Widget.RawId
            : throw new InvalidOperationException(
                $"{admin.Entity.Name}.{field.Name} is no reference; RawIds takes references, like book => book.Author."),
        SlugOf = admin.Prepopulated.GetValueOrDefault(field.Name, []),
    };

    private static FormField Find(IEntityType type, string name)
    {
        IPropertyBase metadata = type.FindProperty(name) ?? (IPropertyBase?)type.FindNavigation(name)
            ?? type.FindSkipNavigation(name)
            ?? throw new InvalidOperationException($"{type.ClrType.Name}.{name} is not in the model, so it cannot be in a form.");
        var property = metadata as IProperty;
        var isRequired = metadata is INavigation navigation ? navigation.ForeignKey.IsRequired
            : property is { IsNullable: false };
        return new FormField(name, ModelAdmin.TitleOf(metadata), WidgetOf(metadata), metadata)
        {
            IsRequired = isRequired,
            MaxLength = property?.GetMaxLength(),
        };
    }

    private static Widget WidgetOf(IPropertyBase metadata)
    {
        if (metadata is INavigationBase)
            return metadata is ISkipNavigation ? Widget.Many : Widget.Reference;
        var type = Nullable.GetUnderlyingType(metadata.ClrType) ?? metadata.ClrType;
        return type switch
        {
            _ when type == typeof(string) =>
                ((IProperty)metadata).GetMaxLength() is { } length && length <= LongText ? Widget.Text : Widget.LongText,
            _ when type == typeof(bool) => Widget.Check,
            _ when type == typeof(DateTimeOffset) || type == typeof(DateTime) => Widget.Moment,
            _ when type == typeof(DateOnly) => Widget.Day,
            { IsEnum: true } => Widget.Choice,
            _ when Numbers.Contains(type) => Widget.Number,
            _ when type == typeof(Guid) || type == typeof(TimeSpan) || type == typeof(TimeOnly) => Widget.Text,
            _ => Widget.Output,
        };
    }
}
