namespace MySite.Admin.Forms;

/// <content>Many objects of one type.</content>
internal sealed partial class FormLoader
{
    /// <summary>A row for each object, which the context tracks; what there is to choose from is looked for once.</summary>
    public async Task<IReadOnlyList<InlineRow>> LoadAsync(
        IReadOnlyList<FormField> fields, IEnumerable<object> entities, Func<int, string> prefixOf,
        CancellationToken cancellationToken)
    {
        List<FieldState> choices = [];
        foreach (var field in fields)
        {
            var choice = new FieldState(field, "");
            await ChooseAsync(choice, cancellationToken);
            choices.Add(choice);
        }
        List<InlineRow> rows = [];
        foreach (var (number, entity) in entities.Index())
        {
            var (entry, prefix) = (db.Entry(entity), prefixOf(number));
            List<FieldState> states = [];
            foreach (var choice in choices)
            {
                var text = await ReadAsync(entry, choice.Field, cancellationToken);
                states.Add(new FieldState(choice.Field, prefix)
                {
                    Text = text,
                    Initial = text,
                    Options = choice.Options,
                    HasMore = choice.HasMore,
                    Source = choice.Source,
                });
            }
            rows.Add(new InlineRow(prefix, KeyText.Of(entry), states) { Entity = entity });
        }
        return rows;
    }
}
