using MySite.Admin.TimeZones;
using MySite.Data;

namespace MySite.Admin.Forms;

/// <summary>Takes what was sent into a form that shows what is stored, and notes what is wrong or was changed
/// meanwhile.</summary>
internal sealed partial class FormReader(SiteDbContext db, FormChoices choices, StaffTime time)
{
    private const string Meanwhile = "Somebody else changed this while the page was open. Save again to put yours in its place.";

    public async Task ReadAsync(ObjectForm form, IFormCollection sent, CancellationToken cancellationToken)
    {
        foreach (var field in form.Fields)
            await ReadAsync(field, sent, isNew: form.Entity is null, cancellationToken);
        foreach (var inline in form.Inlines)
            await ReadAsync(inline, sent, cancellationToken);
    }

    private async Task ReadAsync(
        FieldState field, IFormCollection sent, bool isNew, CancellationToken cancellationToken, string? name = null)
    {
        name ??= field.Name;
        if (field.IsOutput)
            return;
        var (stored, text) = (field.Text, SentText.Of(sent, field, name, time.Zone));
        if (isNew)
            stored = field.Initial;
        var initial = SentText.InitialOf(sent, field, name, time.Zone) ?? stored;
        if (field.Field.Widget == Widget.Many)
            text = await MergeAsync(field, sent[$"{name}.Add"].ToString(), (stored, initial, text), cancellationToken);
        (field.Initial, field.Text) = (stored, text == initial ? stored : text);
        if (field.Field.Widget != Widget.Many && text != initial && stored != initial && stored != text)
            (field.Theirs, field.Error) = (stored, Meanwhile);
        else if (isNew || field.IsEdited)
            await CheckAsync(field, cancellationToken);
        if (field.HasMore)
            await choices.ChooseAsync(field, cancellationToken);
    }

    private async Task CheckAsync(FieldState field, CancellationToken cancellationToken)
    {
        if (field.Field is { Widget: Widget.Reference or Widget.RawId, Target: { } target })
        {
            field.Value = await RelatedSet.FindAsync(db, target, field.Text, cancellationToken);
            if (field.Value is null && (field.Text.Length > 0 || field.Field.IsRequired))
                field.Error ??= field.Text.Length == 0 ? "This field is required."
                    : field.Field.Widget == Widget.RawId ? $"There is no {field.Field.Label.ToLowerInvariant()} with this id."
                    : "Select one of the choices.";
        }
        else if (field.Field is { Widget: Widget.Many, Target: { } targets })
        {
            var found = await RelatedSet.Of(targets.ClrType).TrackAsync(db, field.Chosen, cancellationToken);
            field.Value = found;
            if (field.Chosen.Any(key => !found.ContainsKey(key)))
                field.Error ??= "Select one of the choices.";
        }
        else
        {
            var wrong = FieldText.Read(field.Text, field.Field, time.Zone, out var value) ?? field.Field.Validate(value);
            (field.Value, field.Error) = (value, field.Error ?? wrong);
        }
    }

    // What others have added and taken meanwhile stays added and taken.
    private async Task<string> MergeAsync(
        FieldState field, string names, (string Stored, string Initial, string Text) texts, CancellationToken cancellationToken)
    {
        var (stored, initial, chosen) = (Keys(texts.Stored), Keys(texts.Initial), Keys(texts.Text));
        var target = field.Field.Target!;
        foreach (var name in names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (RelatedSet.NameOf(target) is { } property
                && await RelatedSet.Of(target.ClrType).KeysOfAsync(db, property, name, cancellationToken) is [var key])
                chosen.Add(key);
            else
                field.Error = $"There is no “{name}”.";
        stored.UnionWith(chosen.Except(initial));
        stored.ExceptWith(initial.Except(chosen));
        return string.Join(',', stored.Order(StringComparer.Ordinal));
    }

    private static HashSet<string> Keys(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries)];
}
