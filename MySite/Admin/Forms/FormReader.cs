using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using MySite.Data;

namespace MySite.Admin.Forms;

/// <summary>Takes what was sent into a form that shows what is stored, and notes what is wrong or was changed meanwhile.</summary>
internal sealed class FormReader(SiteDbContext db, FormLoader loader)
{
    private const int MaxNewRows = 1000;
    private const string Meanwhile = "Somebody else changed this while the page was open. Save again to put yours in its place.";

    public async Task ReadAsync(ObjectForm form, IFormCollection sent, CancellationToken cancellationToken)
    {
        foreach (var field in form.Fields)
            await ReadAsync(field, sent, isNew: form.Entity is null, cancellationToken);
        foreach (var inline in form.Inlines)
            await ReadAsync(inline, sent, cancellationToken);
    }

    private async Task ReadAsync(InlineForm form, IFormCollection sent, CancellationToken cancellationToken)
    {
        form.Rows.RemoveAll(row => row.IsNew);
        var stored = form.Rows.ToDictionary(row => row.Key);
        foreach (var number in NumbersIn(sent, form.Inline.Collection))
        {
            var prefix = form.PrefixOf(number);
            var key = sent[$"{prefix}key"].ToString();
            if (key.Length == 0)
                await AddAsync(form, prefix, sent, cancellationToken);
            else if (!stored.TryGetValue(key, out var row))
                NoteMissing(form, prefix, sent);
            else if (sent.ContainsKey($"{prefix}delete"))
                row.IsDeleted = true;
            else
                foreach (var field in row.Fields)
                    await ReadAsync(field, sent, isNew: false, cancellationToken, prefix + field.Field.Name);
        }
    }

    private async Task AddAsync(InlineForm form, string prefix, IFormCollection sent, CancellationToken cancellationToken)
    {
        var row = form.NewRow(form.Rows.Count);
        foreach (var field in row.Fields)
            field.Text = TextIn(sent, field, prefix + field.Field.Name);
        if (row.IsEmpty)
            return;
        foreach (var field in row.Fields)
            await ReadAsync(field, sent, isNew: true, cancellationToken, prefix + field.Field.Name);
        form.Rows.Add(row);
        if (form.Rows.Count(each => each.IsNew) > MaxNewRows)
            row.Error = $"At most {MaxNewRows} can be added at a time.";
    }

    // Its row is gone, or never was this object's: what was written into it is shown, and saved nowhere.
    private static void NoteMissing(InlineForm form, string prefix, IFormCollection sent)
    {
        var row = form.NewRow(form.Rows.Count);
        foreach (var field in row.Fields)
            field.Text = TextIn(sent, field, prefix + field.Field.Name);
        if (sent.ContainsKey($"{prefix}delete")
            || row.Fields.All(field => field.Text == Normal(sent[$"initial.{prefix}{field.Field.Name}"].ToString())))
            return;
        row.Error = $"This {form.ItemTitle.ToLowerInvariant()} was deleted while the page was open. Save again to add it anew.";
        form.Rows.Add(row);
    }

    private async Task ReadAsync(
        FieldState field, IFormCollection sent, bool isNew, CancellationToken cancellationToken, string? name = null)
    {
        name ??= field.Name;
        if (field.IsOutput)
            return;
        var (stored, text) = (field.Text, TextIn(sent, field, name));
        if (isNew)
            stored = field.Initial;
        var initial = sent.TryGetValue($"initial.{name}", out var known) ? Normal(known.ToString()) : stored;
        if (field.Field.Widget == Widget.Many)
            text = await MergeAsync(field, sent[$"{name}.Add"].ToString(), (stored, initial, text), cancellationToken);
        (field.Initial, field.Text) = (stored, text == initial ? stored : text);
        if (field.Field.Widget != Widget.Many && text != initial && stored != initial && stored != text)
            (field.Theirs, field.Error) = (stored, Meanwhile);
        else if (isNew || field.IsEdited)
            await CheckAsync(field, cancellationToken);
        if (field.HasMore)
            await loader.ChooseAsync(field, cancellationToken);
    }

    private async Task CheckAsync(FieldState field, CancellationToken cancellationToken)
    {
        if (field.Field is { Widget: Widget.Reference, Target: { } target })
        {
            field.Value = await RelatedSet.FindAsync(db, target, field.Text, cancellationToken);
            if (field.Value is null && (field.Text.Length > 0 || field.Field.IsRequired))
                field.Error ??= field.Text.Length > 0 ? "Select one of the choices." : "This field is required.";
        }
        else if (field.Field.Widget != Widget.Many)
        {
            var wrong = FieldText.Read(field.Text, field.Field, FormLoader.Zone, out var value) ?? field.Field.Validate(value);
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

    private static string TextIn(IFormCollection sent, FieldState field, string name) => field.Field.Widget switch
    {
        Widget.Check => sent.ContainsKey(name) ? "true" : "false",
        Widget.Many => string.Join(',', sent[name].OfType<string>().Distinct().Order(StringComparer.Ordinal)),
        Widget.Moment => Moment(sent[$"{name}.Date"].ToString().Trim(), sent[$"{name}.Time"].ToString().Trim()),
        Widget.LongText => Normal(sent[name].ToString()),
        _ => Normal(sent[name].ToString()).Trim(),
    };

    private static string Moment(string date, string time) => (date, time) switch
    {
        ("", "") => "",
        (_, "") => $"{date}T00:00:00",
        (_, { Length: 5 }) => $"{date}T{time}:00",
        _ => $"{date}T{time}",
    };

    private static string Normal(string text) => text.ReplaceLineEndings("\n");

    private static IEnumerable<int> NumbersIn(IFormCollection sent, string collection) => sent.Keys
        .Select(name => Regex.Match(name, $"^{Regex.Escape(collection)}-([0-9]{{1,6}})-", RegexOptions.CultureInvariant))
        .Where(match => match.Success)
        .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct().Order();
}
