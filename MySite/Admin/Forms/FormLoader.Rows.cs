namespace MySite.Admin.Forms;

/// <content>Many objects of one type.</content>
internal sealed partial class FormLoader
{
    /// <summary>A row for each object, which the context tracks; what there is to choose from is looked for once.</summary>
    public async Task<IReadOnlyList<InlineRow>> LoadAsync(
        IReadOnlyList<FormField> fields, IEnumerable<object> entities, Func<int, string> prefixOf,
        CancellationToken cancellationToken)
    {
        List<InlineRow> rows = [];
        foreach (var (number, entity) in entities.Index())
        {
            var (entry, prefix) = (db.Entry(entity), prefixOf(number));
            List<FieldState> states = [];
            foreach (var field in fields)
            {
                var text = await ReadAsync(entry, field, cancellationToken);
                states.Add(new FieldState(field, prefix) { Text = text, Initial = text });
            }
            rows.Add(new InlineRow(prefix, KeyText.Of(entry), states) { Entity = entity });
        }
        foreach (var (place, field) in fields.Index())
            await choices.ChooseAsync(field, [.. rows.Select(row => row.Fields[place])], cancellationToken);
        return rows;
    }
}
