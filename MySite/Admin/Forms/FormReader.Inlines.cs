namespace MySite.Admin.Forms;

/// <content>The rows of collections.</content>
internal sealed partial class FormReader
{
    private const int MaxNewRows = 1000;

    private async Task ReadAsync(InlineForm form, IFormCollection sent, CancellationToken cancellationToken)
    {
        form.Rows.RemoveAll(row => row.IsNew);
        var stored = form.Rows.ToDictionary(row => row.Key);
        foreach (var number in SentText.NumbersIn(sent, form.Inline.Collection))
        {
            var prefix = form.PrefixOf(number);
            var key = sent[$"{prefix}key"].ToString();
            var row = stored.GetValueOrDefault(key);
            if (row is null && !form.Rights.Add)
                continue;
            if (row is null && key.Length == 0)
                await AddAsync(form, prefix, sent, cancellationToken);
            else if (row is null)
                NoteMissing(form, prefix, sent);
            else if (sent.ContainsKey($"{prefix}delete") && form.Rights.Delete)
                row.IsDeleted = true;
            else
                await ReadAsync(row, sent, prefix, cancellationToken);
        }
    }

    /// <summary>Takes what was sent into a row of an object that is stored.</summary>
    public async Task ReadAsync(InlineRow row, IFormCollection sent, string prefix, CancellationToken cancellationToken)
    {
        foreach (var field in row.Fields)
            await ReadAsync(field, sent, isNew: false, cancellationToken, prefix + field.Field.Name);
    }

    private async Task AddAsync(InlineForm form, string prefix, IFormCollection sent, CancellationToken cancellationToken)
    {
        var row = form.NewRow(form.Rows.Count);
        foreach (var field in row.Fields)
            field.Text = SentText.Of(sent, field, prefix + field.Field.Name, time.Zone);
        if (row.IsEmpty)
            return;
        foreach (var field in row.Fields)
            await ReadAsync(field, sent, isNew: true, cancellationToken, prefix + field.Field.Name);
        form.Rows.Add(row);
        if (form.Rows.Count(each => each.IsNew) > MaxNewRows)
            row.Error = $"At most {MaxNewRows} can be added at a time.";
    }

    // Its row is gone, or never was this object's: what was written into it is shown, and saved nowhere.
    private void NoteMissing(InlineForm form, string prefix, IFormCollection sent)
    {
        var row = form.NewRow(form.Rows.Count);
        foreach (var field in row.Fields)
            field.Text = SentText.Of(sent, field, prefix + field.Field.Name, time.Zone);
        if (sent.ContainsKey($"{prefix}delete")
            || row.Fields.All(field =>
                field.Text == (SentText.InitialOf(sent, field, prefix + field.Field.Name, time.Zone) ?? "")))
            return;
        row.Error = $"This {form.ItemTitle.ToLowerInvariant()} was deleted while the page was open. Save again to add it anew.";
        form.Rows.Add(row);
    }
}
