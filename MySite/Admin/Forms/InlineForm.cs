using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Admin.Models;

namespace MySite.Admin.Forms;

/// <summary>The objects of one collection, in the form of their owner.</summary>
/// <param name="inline">How it was declared.</param>
/// <param name="collection">The collection.</param>
/// <param name="rights">What may be done with them.</param>
internal sealed class InlineForm(Inline inline, INavigation collection, InlineRights rights)
{
    /// <summary>Stands for the row's number in the row that the script copies.</summary>
    public const string Placeholder = "__row__";

    public Inline Inline => inline;

    public INavigation Collection => collection;

    public InlineRights Rights => rights;

    public string Title { get; } = ModelAdmin.TitleOf(inline.Collection);

    public string ItemTitle { get; } = ModelAdmin.TitleOf(inline.Item.Name);

    public FormField[] Fields { get; } = FormFields.Of(inline, collection);

    public List<InlineRow> Rows { get; } = [];

    /// <summary>What each field of a new row has to choose from.</summary>
    public Dictionary<string, FieldChoices> Choices { get; } = [];

    public InlineRow Template => NewRow(Placeholder);

    public string PrefixOf(object number) => $"{inline.Collection}-{number}-";

    public InlineRow NewRow(object number)
    {
        var prefix = PrefixOf(number);
        return new InlineRow(prefix, "", [.. Fields.Select(field => new FieldState(field, prefix)
        {
            Text = Blank(field),
            Initial = Blank(field),
            Choices = Choices.GetValueOrDefault(field.Name, FieldChoices.None),
        })]);
    }

    public void AddBlanks()
    {
        for (var i = 0; rights.Add && i < inline.Extra; i++)
            Rows.Add(NewRow(Rows.Count));
    }

    private static string Blank(FormField field) => field switch
    {
        { Widget: Widget.Check } => "false",
        { Widget: Widget.Number } => "0",
        _ => "",
    };
}
