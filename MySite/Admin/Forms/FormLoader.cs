using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Admin.Models;
using MySite.Data;

namespace MySite.Admin.Forms;

/// <summary>Makes the form of an object as it is in the database.</summary>
internal sealed class FormLoader(SiteDbContext db, AdminSite site)
{
    /// <summary>So many are listed; of more, those that are chosen, and a field to find others by their name.</summary>
    public const int Listed = 200;

    // Where a profile has a time zone, it is the one to use.
    public static TimeZoneInfo Zone => TimeZoneInfo.Utc;

    public async Task<ObjectForm> LoadAsync(ModelAdmin admin, object? entity, CancellationToken cancellationToken)
    {
        var type = db.Model.FindEntityType(admin.Entity)!;
        var entry = entity is null ? null : db.Entry(entity);
        List<(Fieldset, FieldState[])> fieldsets = [];
        foreach (var (fieldset, fields) in FormFields.Of(admin, type))
            fieldsets.Add((fieldset, await LoadAsync(fields, "", entry, cancellationToken)));
        List<InlineForm> inlines = [];
        foreach (var inline in admin.Inlines)
            inlines.Add(await LoadAsync(new InlineForm(inline, type.FindNavigation(inline.Collection)!), entry,
                cancellationToken));
        return new ObjectForm(admin, entity) { Fieldsets = fieldsets, Inlines = inlines };
    }

    /// <summary>Lists what a field has to choose from, and what is chosen.</summary>
    public async Task ChooseAsync(FieldState state, CancellationToken cancellationToken)
    {
        if (state.Field is { Widget: Widget.Choice, ValueType: var choices })
            state.Options = [.. Enum.GetNames(choices).Select(name => new Option(name, ModelAdmin.TitleOf(name)))];
        if (state.Field is not { Widget: Widget.Reference or Widget.Many, Target: { } target })
            return;
        var first = await RelatedSet.Of(target.ClrType).FirstAsync(db, Listed + 1, cancellationToken);
        state.HasMore = first.Count > Listed;
        state.Options = state.HasMore ? await ChosenAsync(state.Chosen, target, cancellationToken) : first;
        state.Related = site.Find(target.ClrType);
    }

    private async Task<InlineForm> LoadAsync(InlineForm form, EntityEntry? owner, CancellationToken cancellationToken)
    {
        if (owner is not null)
        {
            var collection = owner.Collection(form.Inline.Collection);
            await collection.LoadAsync(cancellationToken);
            foreach (var item in collection.CurrentValue!.Cast<object>().Select(db.Entry).OrderBy(KeyOf))
                form.Rows.Add(new InlineRow(
                    form.PrefixOf(form.Rows.Count), KeyText.Of(item),
                    await LoadAsync(form.Fields, form.PrefixOf(form.Rows.Count), item, cancellationToken))
                {
                    Entity = item.Entity,
                });
        }
        form.AddBlanks();
        return form;
    }

    private async Task<FieldState[]> LoadAsync(
        FormField[] fields, string prefix, EntityEntry? entry, CancellationToken cancellationToken)
    {
        List<FieldState> states = [];
        foreach (var field in fields)
        {
            var text = entry is not null ? await ReadAsync(entry, field, cancellationToken) : BlankOf(field);
            var state = new FieldState(field, prefix) { Text = text, Initial = text };
            await ChooseAsync(state, cancellationToken);
            states.Add(state);
        }
        return [.. states];
    }

    private static async Task<string> ReadAsync(EntityEntry entry, FormField field, CancellationToken cancellationToken)
    {
        switch (field.Metadata)
        {
            case ISkipNavigation:
                var collection = entry.Collection(field.Name);
                await collection.LoadAsync(cancellationToken);
                return string.Join(',', collection.CurrentValue!.Cast<object>()
                    .Select(item => KeyText.Of(entry.Context.Entry(item))).Order(StringComparer.Ordinal));
            case INavigation navigation:
                return FieldText.Of(entry.Property(navigation.ForeignKey.Properties[0].Name).CurrentValue, Zone);
            default:
                return FieldText.Of(entry.Property(field.Name).CurrentValue, Zone);
        }
    }

    private async Task<IReadOnlyList<Option>> ChosenAsync(
        IReadOnlyList<string> keys, IEntityType target, CancellationToken cancellationToken)
    {
        List<Option> options = [];
        foreach (var key in keys)
            if (await RelatedSet.FindAsync(db, target, key, cancellationToken) is { } chosen)
                options.Add(new Option(key, chosen.ToString() ?? key));
        return options;
    }

    private static object? KeyOf(EntityEntry entry) => entry.Property(KeyText.Of(entry.Metadata)).CurrentValue;

    private static string BlankOf(FormField field) => field.Widget == Widget.Check ? "false" : "";
}
