using System.Security.Claims;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Admin.Models;
using MySite.Admin.TimeZones;
using MySite.Data;

namespace MySite.Admin.Forms;

/// <summary>Makes the form of an object as it is in the database.</summary>
internal sealed partial class FormLoader(SiteDbContext db, AdminSite site, FormChoices choices, StaffTime time)
{
    public TimeZoneInfo Zone => time.Zone;

    public async Task<ObjectForm> LoadAsync(
        ModelAdmin admin, object? entity, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var type = db.Model.FindEntityType(admin.Entity)!;
        var entry = entity is null ? null : db.Entry(entity);
        List<(Fieldset, FieldState[])> fieldsets = [];
        foreach (var (fieldset, fields) in FormFields.Of(admin, type))
            fieldsets.Add((fieldset, await LoadAsync(fields, "", entry, cancellationToken)));
        List<InlineForm> inlines = [];
        foreach (var inline in admin.Inlines)
            if (InlineRights.Of(user, site.Find(inline.Item)) is { View: true } rights)
                inlines.Add(await LoadAsync(
                    new InlineForm(inline, type.FindNavigation(inline.Collection)!, rights), entry, cancellationToken));
        return new ObjectForm(admin, entity) { Fieldsets = fieldsets, Inlines = inlines };
    }

    private async Task<InlineForm> LoadAsync(InlineForm form, EntityEntry? owner, CancellationToken cancellationToken)
    {
        foreach (var field in form.Fields)
            form.Choices[field.Name] = await choices.ListAsync(field, cancellationToken);
        if (owner is not null)
        {
            var collection = owner.Collection(form.Inline.Collection);
            await collection.LoadAsync(cancellationToken);
            foreach (var item in collection.CurrentValue!.Cast<object>().Select(db.Entry).OrderBy(KeyOf))
                form.Rows.Add(new InlineRow(
                    form.PrefixOf(form.Rows.Count), KeyText.Of(item),
                    await LoadAsync(
                        form.Fields, form.PrefixOf(form.Rows.Count), item, cancellationToken, isReadOnly: !form.Rights.Change))
                {
                    Entity = item.Entity,
                });
        }
        form.AddBlanks();
        return form;
    }

    private async Task<FieldState[]> LoadAsync(
        FormField[] fields, string prefix, EntityEntry? entry, CancellationToken cancellationToken, bool isReadOnly = false)
    {
        List<FieldState> states = [];
        foreach (var field in fields)
        {
            var text = entry is not null ? await ReadAsync(entry, field, cancellationToken) : BlankOf(field);
            var state = new FieldState(field, prefix) { Text = text, Initial = text, IsReadOnly = isReadOnly };
            await choices.ChooseAsync(state, cancellationToken);
            states.Add(state);
        }
        return [.. states];
    }

    private async Task<string> ReadAsync(EntityEntry entry, FormField field, CancellationToken cancellationToken)
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

    private static object? KeyOf(EntityEntry entry) => entry.Property(KeyText.PropertyOf(entry.Metadata).Name).CurrentValue;

    private static string BlankOf(FormField field) => field.Widget == Widget.Check ? "false" : "";
}
