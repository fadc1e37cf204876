using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Admin.Models;
using MySite.Data;

namespace MySite.Admin.Forms;

/// <summary>Finds what the fields of a form have to choose from: once for each type, however many rows ask.</summary>
internal sealed class FormChoices(SiteDbContext db, AdminSite site)
{
    /// <summary>So many are listed; of more, those that are chosen, and a field to find others by their name.</summary>
    private const int Listed = 200;

    private readonly Dictionary<Type, IReadOnlyList<Option>> _first = [];

    /// <summary>Of a field in which nothing is chosen yet.</summary>
    public async Task<FieldChoices> ListAsync(FormField field, CancellationToken cancellationToken)
    {
        if (field is { Widget: Widget.Choice, ValueType: var choices })
            return new FieldChoices([.. Enum.GetNames(choices).Select(name => new Option(name, ModelAdmin.TitleOf(name)))]);
        if (field.Target is not { } target)
            return FieldChoices.None;
        var none = new FieldChoices([], HasMore: true, site.Find(target.ClrType));
        if (field.Widget is not (Widget.Reference or Widget.Many))
            return none;
        var first = await FirstAsync(target, cancellationToken);
        return first.Count > Listed ? none : none with { Options = first, HasMore = false };
    }

    public Task ChooseAsync(FieldState state, CancellationToken cancellationToken) =>
        ChooseAsync(state.Field, [state], cancellationToken);

    /// <summary>Of one field in many rows.</summary>
    public async Task ChooseAsync(FormField field, IReadOnlyList<FieldState> states, CancellationToken cancellationToken)
    {
        var choices = await ListAsync(field, cancellationToken);
        string[] chosen = [.. states.SelectMany(state => state.Chosen).Distinct()];
        if (choices.HasMore && chosen.Length > 0 && field.Target is { } target)
            choices = choices with
            {
                Options = await RelatedSet.Of(target.ClrType).WithKeysAsync(db, chosen, cancellationToken),
            };
        foreach (var state in states)
            state.Choices = choices;
    }

    private async Task<IReadOnlyList<Option>> FirstAsync(IEntityType target, CancellationToken cancellationToken)
    {
        if (!_first.TryGetValue(target.ClrType, out var first))
            _first[target.ClrType] = first =
                await RelatedSet.Of(target.ClrType).FirstAsync(db, Listed + 1, cancellationToken);
        return first;
    }
}
